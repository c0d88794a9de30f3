package io.tidemark.benchmarks.create;

import io.tidemark.benchmarks.report.Origin;
import io.tidemark.benchmarks.report.PageOption;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.transactions.WriteCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code transactions}: how many writing transactions one create costs each service of a running platform that is quiet. */
@Command(
        name = "transactions",
        mixinStandardHelpOptions = true,
        description =
                "Counts the transactions that one create commits in each service's database, on a quiet platform.")
public final class CreateTransactions implements Callable<Integer> {
    private static final List<String> SERVICES = List.of("compute", "network", "memory-broker", "identity", "audit");
    private static final long GOAL = 3;
    private static final long MEMORY_BYTES = 256L << 20;

    /** Until every consumer has taken in everything, and for as long again without a create: what would be there anyway. */
    private static final Duration REST = Duration.ofSeconds(10);

    @Mixin
    private PageOption page = new PageOption();

    @ArgGroup(exclusive = false)
    private PlatformOptions platform = new PlatformOptions();

    @Option(
            names = "--postgres",
            defaultValue = "127.0.0.1:7402",
            description = "Its database server (default: ${DEFAULT-VALUE}).")
    private String postgres = "";

    @Option(
            names = "--home",
            defaultValue = "/var/lib/tidemark/default",
            description = "Its home, which has the password (default: ${DEFAULT-VALUE}).")
    private Path home = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        Origin origin = Origin.beforehand();
        PlatformApi api = new PlatformApi(platform);
        api.signIn();
        Map<String, WriteCount> counts = begin();
        try {
            Map<String, Map<String, Long>> idle = during(counts, () -> {});
            Map<String, Map<String, Long>> busy = during(counts, () -> create(api));
            List<String> lines = new ArrayList<>(table(idle, busy).lines());
            lines.add("");
            lines.add(origin.line("One create, counted for %d s from its request on".formatted(REST.toSeconds())));
            page.publish("transactions", lines);
        } finally {
            for (WriteCount count : counts.values()) {
                count.close();
            }
        }
        return 0;
    }

    private Map<String, WriteCount> begin() throws IOException, SQLException {
        String password =
                Files.readString(home.resolve("config/postgres.password")).strip();
        Map<String, WriteCount> counts = new LinkedHashMap<>();
        for (String service : SERVICES) {
            String url = "jdbc:postgresql://" + postgres + "/tidemark_" + service.replace('-', '_');
            counts.put(service, WriteCount.of(url, "postgres", password));
        }
        return counts;
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static Map<String, Map<String, Long>> during(Map<String, WriteCount> counts, Work work)
            throws IOException, InterruptedException, SQLException {
        for (WriteCount count : counts.values()) {
            count.reset();
        }
        work.run();
        LockSupport.parkNanos(REST.toNanos());
        Map<String, Map<String, Long>> found = new LinkedHashMap<>();
        for (Map.Entry<String, WriteCount> count : counts.entrySet()) {
            found.put(count.getKey(), count.getValue().byTables());
        }
        return found;
    }

    private static void create(PlatformApi api) throws IOException, InterruptedException {
        String tenant = api.first("identity/v1/tenants?name=acme");
        String image = api.first("compute/v1/images?name=" + CreateToRunning.IMAGE);
        api.operate("POST", "compute/v1/vms", CreateToRunning.guest(tenant, image, MEMORY_BYTES));
    }

    private static Table table(Map<String, Map<String, Long>> idle, Map<String, Map<String, Long>> busy) {
        Table table =
                new Table("service", "transactions of a create", "without one", "goal", "by the tables they wrote to");
        busy.forEach((service, counts) -> table.row(
                service,
                Long.toString(WriteCount.total(counts)),
                Long.toString(WriteCount.total(idle.getOrDefault(service, Map.of()))),
                "at most " + GOAL,
                WriteCount.text(counts)));
        return table;
    }
}
