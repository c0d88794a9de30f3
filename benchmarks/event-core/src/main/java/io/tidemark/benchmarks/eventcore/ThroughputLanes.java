package io.tidemark.benchmarks.eventcore;

import static io.tidemark.benchmarks.eventcore.Waiting.await;

import io.tidemark.eventstore.EventStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A few seconds of appends by eight writers; measured is the time that a thousand of them take. */
final class ThroughputLanes {
    static final int WRITERS = 8;
    static final Duration LENGTH = Duration.ofSeconds(3);
    static final int THOUSAND = 1000;

    private ThroughputLanes() {}

    /** Through the store, while followers are idle. */
    record Stored(String name, EventStore store, Servers servers, boolean followersIdle) implements Lane {
        @Override
        public Duration once() throws Exception {
            if (!followersIdle) {
                return measure();
            }
            try (IdleFollowers idle = IdleFollowers.hold(servers)) {
                return measure();
            }
        }

        private Duration measure() throws InterruptedException, ExecutionException {
            AtomicLong appended = new AtomicLong();
            long begin = System.nanoTime();
            try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
                List<Future<?>> ends = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    ends.add(writers.submit(() -> write(begin, appended)));
                }
                for (Future<?> end : ends) {
                    end.get();
                }
            }
            return Duration.ofNanos((System.nanoTime() - begin) * THOUSAND / appended.get());
        }

        private void write(long begin, AtomicLong appended) {
            while (System.nanoTime() - begin < LENGTH.toNanos()) {
                await(store.append(Things.fresh()));
                appended.incrementAndGet();
            }
        }
    }

    /** PostgreSQL's own load generator, inserting the same two rows in one transaction. */
    record Pgbench(String name, Servers servers) implements Lane {
        private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

        private static final String SCRIPT = """
                begin;
                with new as (select gen_random_uuid() as id) insert into event (event_id, stream, revision, type,
                 payload, object_path, correlation, causation, actor) select id, 'thing/' || id, 1, '%s', '%s',
                 '/things/' || id, id, id, 'system' || chr(58) || 'bench' from new;
                insert into idempotency (principal, key, body_hash, status, location, response, correlation)
                 values ('%s', gen_random_uuid()::text, '', %d, '', '{}', gen_random_uuid());
                end;
                """;

        @Override
        public Duration once() throws IOException, InterruptedException {
            try (IdleFollowers idle = IdleFollowers.hold(servers)) {
                return measure();
            }
        }

        private Duration measure() throws IOException, InterruptedException {
            Path script = Files.writeString(
                    Files.createTempFile("tidemark-", ".sql"),
                    SCRIPT.formatted(Things.TYPE, Things.json(1), Things.PRINCIPAL, Things.CREATED)
                            .replace("\n ", " "));
            ProcessBuilder pgbench = new ProcessBuilder(List.of(
                    "pgbench",
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=" + WRITERS,
                    "--jobs=1",
                    "--time=" + LENGTH.toSeconds(),
                    "--file=" + script,
                    "--host=127.0.0.1",
                    "--port=" + servers.postgresPort(),
                    "--username=" + servers.postgresUser(),
                    Servers.DATABASE));
            pgbench.environment().put("PGPASSWORD", servers.postgresPassword());
            Process process = pgbench.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            Files.delete(script);
            Matcher rate = RATE.matcher(output);
            if (!rate.find()) {
                throw new IOException("pgbench: " + output.strip());
            }
            return Duration.ofNanos((long) (THOUSAND * 1e9 / Double.parseDouble(rate.group(1))));
        }
    }
}
