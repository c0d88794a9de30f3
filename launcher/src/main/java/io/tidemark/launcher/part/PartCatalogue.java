package io.tidemark.launcher.part;

import io.tidemark.launcher.home.Binaries;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.home.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a platform consists of, in the order in which it is started and shown. */
public final class PartCatalogue {
    public static final String NODE = "node";
    public static final String CONSOLE = "console";

    /** The five services whose memory {@code tide status} adds up. */
    public static final Set<String> SERVICES = Set.of("identity", "compute", "network", "memory-broker", "audit");

    private static final Set<String> STORES = Set.of(PostgresPart.NAME, KafkaPart.NAME);

    /** Enough for a service at rest and under a demonstration's load; the JVM needs about as much again outside. */
    private static final int HEAP_MEBIBYTES = 160;

    private static final List<Row> ROWS = List.of(
            new Row("identity", "services/identity", Ports.IDENTITY, STORES),
            new Row("compute", "services/compute/service", Ports.COMPUTE, STORES),
            new Row("network", "services/network/service", Ports.NETWORK, STORES),
            new Row("memory-broker", "services/memory-broker/service", Ports.MEMORY_BROKER, STORES),
            new Row("audit", "services/audit", Ports.AUDIT, STORES),
            new Row(NODE, "node", Ports.NODE, Set.of(KafkaPart.NAME)),
            new Row(CONSOLE, "console", Ports.CONSOLE, Set.of()));

    private PartCatalogue() {}

    private record Row(String name, String module, int portOffset, Set<String> needs) {}

    /** The modules whose applications these parts are. */
    public static List<String> modules(Predicate<String> part) {
        return ROWS.stream()
                .filter(row -> part.test(row.name()))
                .map(Row::module)
                .toList();
    }

    /** The names of all parts. */
    public static List<String> names() {
        return Stream.concat(
                        Stream.of(PostgresPart.NAME, KafkaPart.NAME, KeycloakPart.NAME),
                        ROWS.stream().map(Row::name))
                .toList();
    }

    /** PostgreSQL, Kafka and Keycloak. */
    public static List<Part> infrastructure(Home home, Ports ports, Binaries binaries, boolean durable) {
        Secrets secrets = new Secrets(home);
        return List.of(
                new PostgresPart(home, ports, secrets, durable),
                new KafkaPart(home, ports, binaries),
                new KeycloakPart(home, ports, binaries, secrets));
    }

    /** Everything; our own parts as far as they were built. */
    public static List<Part> all(Home home, Ports ports, Binaries binaries) {
        return planned(home, ports, binaries).stream()
                .filter(part -> !(part instanceof JvmPart jvm) || binaries.hasApp(jvm.module()))
                .toList();
    }

    /** Everything that a platform may have, built or not: for ports, and for finding what runs. */
    public static List<Part> planned(Home home, Ports ports, Binaries binaries) {
        List<Part> parts = new ArrayList<>(infrastructure(home, ports, binaries, true));
        Secrets secrets = new Secrets(home);
        ROWS.stream()
                .map(row -> new JvmPart(
                        home,
                        binaries,
                        row.name(),
                        row.module(),
                        ports.at(row.portOffset()),
                        HEAP_MEBIBYTES,
                        row.needs(),
                        () -> settings(row, ports, secrets)))
                .forEach(parts::add);
        return List.copyOf(parts);
    }

    /** Each part learns only what it uses: the node and the console hold no password of the database. */
    private static Map<String, String> settings(Row row, Ports ports, Secrets secrets) {
        Map<String, String> settings = new HashMap<>();
        settings.put("TIDEMARK_OIDC_ISSUER", ports.url(Ports.KEYCLOAK) + "/realms/" + KeycloakPart.REALM);
        if (row.name().equals(CONSOLE)) {
            ROWS.stream()
                    .filter(other -> SERVICES.contains(other.name()))
                    .forEach(other -> settings.put(
                            "TIDEMARK_SERVICES_" + environmentName(other.name()) + "_URL",
                            ports.url(other.portOffset())));
            settings.put("TIDEMARK_NODE_URL", ports.url(Ports.NODE));
            return settings;
        }
        settings.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.at(Ports.KAFKA));
        if (row.name().equals(NODE)) {
            settings.put("TIDEMARK_CONSOLE_ADDRESS", ports.url(Ports.NODE));
            return settings;
        }
        settings.put("TIDEMARK_POSTGRES_HOST", "127.0.0.1");
        settings.put("TIDEMARK_POSTGRES_PORT", "" + ports.at(Ports.POSTGRES));
        settings.put("TIDEMARK_POSTGRES_USER", PostgresPart.SUPERUSER);
        settings.put("TIDEMARK_POSTGRES_PASSWORD", secrets.postgres());
        settings.put("TIDEMARK_PERSONAL_KEY_FILE", secrets.masterKey(row.name()).toString());
        if (row.name().equals("identity")) {
            settings.put("TIDEMARK_IDENTITY_SECRET", secrets.identityClient());
        }
        return settings;
    }

    private static String environmentName(String part) {
        return part.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
