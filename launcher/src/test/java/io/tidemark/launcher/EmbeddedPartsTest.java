package io.tidemark.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.host.Command;
import io.tidemark.launcher.host.ProcFs;
import io.tidemark.launcher.part.Part;
import io.tidemark.launcher.part.PartCatalogue;
import io.tidemark.launcher.part.PostgresPart;
import io.tidemark.launcher.process.PartState;
import io.tidemark.launcher.process.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedPartsTest {
    private static final Home HOME = newHome();
    private static final Ports PORTS = Ports.free();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedParts parts;

    @BeforeAll
    static void startsTheThreeParts() throws Exception {
        parts = EmbeddedParts.start(HOME, PORTS, EmbeddedParts.ALL);
    }

    @AfterAll
    static void stopsThemAndLeavesNothing() throws IOException {
        parts.close();
        assertThat(HOME.root()).doesNotExist();
        assertThat(ProcFs.matching(
                        line -> String.join(" ", line).contains(HOME.root().toString() + "/")))
                .isEmpty();
    }

    @Test
    void postgresHasADatabaseForEachServiceAndOneForKeycloak() throws SQLException {
        assertThat(names("select datname from pg_database")).containsAll(PostgresPart.DATABASES);
        assertThat(names("select tablename from pg_tables where schemaname = 'public'", "keycloak"))
                .as("Keycloak runs on PostgreSQL and not on a database of its own")
                .contains("realm", "user_entity");
    }

    @Test
    void postgresIsNotRunByRoot() {
        long pid = state(PostgresPart.NAME).pid();
        assertThat(Command.run("ps", "-o", "user=", "-p", Long.toString(pid))
                        .output()
                        .strip())
                .isNotEqualTo("root");
    }

    @Test
    void secretsAreReadableByTheirOwnerOnly() throws IOException {
        assertThat(Files.getPosixFilePermissions(HOME.config().resolve("postgres.password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void everyPortListensOnLoopbackOnly() {
        List<String> open = Command.run("ss", "-Hltn")
                .lines()
                .filter(line -> line.matches(".*:(" + PORTS.at(0) + "|" + ports() + ")\\s.*"))
                .filter(line -> !line.contains("127.0.0.1:"))
                .toList();
        assertThat(open).isEmpty();
    }

    @Test
    void kafkaMakesNoTopicUnasked() throws Exception {
        try (Admin admin = admin()) {
            assertThat(admin.describeTopics(List.of("tidemark.unheard.of"))
                            .topicNameValues()
                            .values())
                    .allSatisfy(topic -> assertThat(topic.toCompletionStage().toCompletableFuture())
                            .failsWithin(Duration.ofSeconds(10)));
        }
    }

    @Test
    void aUserSignsInWithTheCommandLinesDirectGrant() throws Exception {
        JsonNode claims = claims(signIn("alice", "alice-tide"));
        assertThat(claims.get("iss").asText()).isEqualTo(parts.keycloak() + "/realms/tidemark");
        assertThat(claims.get("aud").asText()).isEqualTo("tidemark-api");
        assertThat(claims.get("sub").asText()).isEqualTo("71de0002-0000-4000-8000-000000000004");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        HttpResponse<String> refusal = signIn("bob", "guess");
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.body()).contains("invalid_grant");
    }

    @Test
    void theIdentityServiceReadsGroupsAndTheirMembers() throws Exception {
        String token = accessToken(token(Map.of(
                "grant_type", "client_credentials",
                "client_id", "tidemark-identity",
                "client_secret", parts.identitySecret())));
        String members = get("/admin/realms/tidemark/groups/71de0001-0000-4000-8000-000000000004/members", token);
        assertThat(members).contains("\"alice\"", "\"bob\"").doesNotContain("\"oscar\"");
    }

    @Test
    void whatIsKilledReturnsWithItsData() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("tidemark.test", 1, (short) 1)))
                    .all()
                    .get();
        }
        execute("create table survives (it int)");
        for (PartState before : parts.states()) {
            Command.run("kill", "-KILL", Long.toString(before.pid()));
            awaitReturn(before);
        }
        assertThat(names("select tablename from pg_tables where schemaname = 'public'"))
                .contains("survives");
        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get()).contains("tidemark.test");
        }
        assertThat(signIn("alice", "alice-tide").statusCode()).isEqualTo(200);
    }

    private static void awaitReturn(PartState before) {
        await(before.name() + " returns").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            PartState after = state(before.name());
            assertThat(after.phase()).isEqualTo(PartState.Phase.READY);
            assertThat(after.pid()).isNotEqualTo(before.pid());
            assertThat(after.restarts()).isEqualTo(before.restarts() + 1);
        });
    }

    @Test
    void postgresReturnsThoughAChildOfTheKilledOneIsBusy() throws Exception {
        PartState before = state(PostgresPart.NAME);
        try (Connection connection = connect("postgres?socketTimeout=90");
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> busy = CompletableFuture.runAsync(
                    () -> assertThatThrownBy(() -> statement.execute("do 'begin loop end loop; end'"))
                            .isInstanceOf(SQLException.class));
            await("a child is busy").until(() -> busyChildren() == 1);
            Command.run("kill", "-KILL", Long.toString(before.pid()));
            awaitReturn(before);
            busy.get();
        }
    }

    private static long busyChildren() throws SQLException {
        return names("select query from pg_stat_activity where state = 'active' and query like 'do %'")
                .size();
    }

    @Test
    void aSecondSupervisorAdoptsWhatRuns() {
        List<Part> same = PartCatalogue.infrastructure(HOME, PORTS, Clone.find(), false);
        try (Supervisor second = new Supervisor(same, states -> {})) {
            second.start();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(second.states())
                            .extracting(PartState::name, PartState::phase, PartState::pid)
                            .containsExactlyInAnyOrderElementsOf(parts.states().stream()
                                    .map(state -> tuple(state.name(), PartState.Phase.READY, state.pid()))
                                    .toList()));
        }
    }

    private static Home newHome() {
        try {
            return EmbeddedParts.temporaryHome();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ports() {
        return String.join(
                "|",
                java.util.stream.IntStream.range(1, Ports.SPAN)
                        .mapToObj(offset -> "" + PORTS.at(offset))
                        .toList());
    }

    private static PartState state(String name) {
        return parts.states().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + parts.postgresHost() + ":" + parts.postgresPort() + "/" + database,
                parts.postgresUser(),
                parts.postgresPassword());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect("postgres")) {
            connection.createStatement().execute(sql);
        }
    }

    private static List<String> names(String query) throws SQLException {
        return names(query, "postgres");
    }

    private static List<String> names(String query, String database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = connect(database);
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", parts.kafka()));
    }

    private static HttpResponse<String> signIn(String user, String password) throws Exception {
        return token(
                Map.of("grant_type", "password", "client_id", "tidemark-cli", "username", user, "password", password));
    }

    private static HttpResponse<String> token(Map<String, String> form) throws Exception {
        String body = String.join(
                "&",
                form.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(parts.keycloak() + "/realms/tidemark/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String get(String path, String token) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(parts.keycloak() + path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String accessToken(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body()).get("access_token").asText();
    }

    private static JsonNode claims(HttpResponse<String> response) throws IOException {
        String payload = accessToken(response).split("\\.")[1];
        return new ObjectMapper().readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }
}
