package io.tidemark.benchmarks.eventcore;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entrance: servers of their own, then a service over them, then the measurement that is asked for. */
@QuarkusMain
@Command(name = "benchmarks/run", mixinStandardHelpOptions = true)
public class Measurements implements QuarkusApplication {
    private final EventCore eventCore;
    private final PastPages pastPages;

    public Measurements(EventCore eventCore, PastPages pastPages) {
        this.eventCore = eventCore;
        this.pastPages = pastPages;
    }

    public static void main(String... arguments) throws Exception {
        AtomicInteger exit = new AtomicInteger();
        try (Servers servers = Servers.start()) {
            servers.settings().forEach(System::setProperty);
            Quarkus.run(Measurements.class, (code, failure) -> exit.set(code), arguments);
        }
        System.exit(exit.get());
    }

    @Override
    public int run(String... arguments) {
        return new CommandLine(this)
                .addSubcommand(eventCore)
                .addSubcommand(pastPages)
                .execute(arguments);
    }
}
