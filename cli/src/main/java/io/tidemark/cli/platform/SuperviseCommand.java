package io.tidemark.cli.platform;

import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.PlatformConfig;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.home.Release;
import io.tidemark.launcher.part.Part;
import io.tidemark.launcher.part.PartCatalogue;
import io.tidemark.launcher.process.Supervisor;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code tide supervise}: what {@code tide up} leaves running; it starts parts again that died. */
@Command(name = "supervise", hidden = true, description = "Keep the parts of a platform running.")
public final class SuperviseCommand extends PlatformCommand {
    @Override
    int run() throws IOException, InterruptedException {
        Home home = home();
        PlatformConfig config =
                PlatformConfig.read(home).orElseThrow(() -> new Failure("there is no platform in " + home.root()));
        Release release = Release.of(home, config.release());
        List<Part> parts = PartCatalogue.all(home, new Ports(config.portBase()), release).stream()
                .filter(part -> config.runs(part.name()))
                .toList();
        boolean only = Supervisor.supervise(home, config, parts);
        if (!only) {
            throw new Failure("a supervisor of " + home.root() + " is running already");
        }
        return 0;
    }
}
