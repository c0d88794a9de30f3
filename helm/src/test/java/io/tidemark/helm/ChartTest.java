package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The chart lints strictly, renders for servers that exist and for operators, and refuses what makes no sense. */
class ChartTest {
    private static final Map<String, String> EXISTING_SERVERS = Map.of(
            "kafka.bootstrapServers", "kafka.example:9093",
            "postgres.host", "postgres.example",
            "postgres.passwordSecret.name", "tidemark-postgres",
            "oidc.issuer", "https://sso.example/realms/tidemark",
            "oidc.identitySecret.name", "tidemark-identity");
    private static final Map<String, String> OPERATORS = Map.of(
            "kafka.strimzi.create", "true",
            "postgres.cloudnativepg.create", "true",
            "oidc.issuer", "https://sso.example/realms/tidemark",
            "oidc.identitySecret.name", "tidemark-identity");

    private final Helm chart = new Helm(Path.of("tidemark"));

    private String render(Map<String, String> values) {
        TemplateCommand template = chart.template().withName("tm").withKubeVersion("1.34.0");
        values.forEach(template::set);
        return template.call();
    }

    private static List<JsonNode> objects(String rendered) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        YAMLMapper yaml = new YAMLMapper();
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(new StringReader(rendered))) {
            while (documents.hasNext()) {
                JsonNode object = documents.next();
                if (object != null && object.has("kind")) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private static Map<String, Integer> kinds(List<JsonNode> objects) {
        Map<String, Integer> kinds = new TreeMap<>();
        objects.forEach(object -> kinds.merge(object.get("kind").asText(), 1, Integer::sum));
        return kinds;
    }

    @Test
    void lints_strictly() {
        LintResult result = chart.lint().strict().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    void renders_every_part_for_servers_that_exist() throws IOException {
        List<JsonNode> objects = objects(render(EXISTING_SERVERS));
        assertThat(kinds(objects))
                .containsEntry("Deployment", 6)
                .containsEntry("DaemonSet", 1)
                .containsEntry("PodDisruptionBudget", 6)
                .containsEntry("NetworkPolicy", 1)
                .doesNotContainKeys("Kafka", "Cluster", "Secret");
    }

    @Test
    void renders_custom_resources_for_operators_that_people_run() throws IOException {
        List<JsonNode> objects = objects(render(OPERATORS));
        assertThat(kinds(objects))
                .containsEntry("Kafka", 1)
                .containsEntry("KafkaNodePool", 1)
                .containsEntry("Cluster", 1)
                .containsEntry("Database", 5);
    }

    @Test
    void services_run_unprivileged_and_secrets_come_by_reference() throws IOException {
        List<JsonNode> deployments = objects(render(EXISTING_SERVERS)).stream()
                .filter(object -> object.get("kind").asText().equals("Deployment"))
                .toList();
        assertThat(deployments).hasSize(6).allSatisfy(deployment -> {
            JsonNode container = deployment.at("/spec/template/spec/containers/0");
            assertThat(container.at("/securityContext/runAsNonRoot").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            container.get("env").forEach(variable -> {
                if (variable.get("name").asText().matches(".*(PASSWORD|SECRET)")) {
                    assertThat(variable.has("value")).as(variable.toString()).isFalse();
                }
            });
        });
    }

    @Test
    void a_service_gets_its_own_master_key_from_a_secret_and_no_other() throws IOException {
        Map<String, String> values = new TreeMap<>(EXISTING_SERVERS);
        values.put("personal.keySecret", "tidemark-personal");
        JsonNode pod = deployment(values, "tm-identity");

        assertThat(variable(pod, "TIDEMARK_PERSONAL_KEY_FILE")).isEqualTo("/etc/tidemark/personal/identity.key");
        assertThat(pod.get("volumes").findValuesAsText("secretName")).contains("tidemark-personal");
        assertThat(pod.get("volumes").findValuesAsText("key")).containsExactly("identity.key");
        assertThat(variable(deployment(values, "tm-console"), "TIDEMARK_PERSONAL_KEY_FILE"))
                .isEmpty();
        assertThat(render(EXISTING_SERVERS)).doesNotContain("TIDEMARK_PERSONAL_KEY_FILE");
    }

    @Test
    void spans_are_told_only_when_a_collector_is_named() throws IOException {
        Map<String, String> values = new TreeMap<>(EXISTING_SERVERS);
        values.put("tracing.otlpEndpoint", "http://tempo:4318/v1/traces");

        assertThat(variable(deployment(values, "tm-network"), "TIDEMARK_TRACING_OTLP_ENDPOINT"))
                .isEqualTo("http://tempo:4318/v1/traces");
        assertThat(render(EXISTING_SERVERS)).doesNotContain("TIDEMARK_TRACING_OTLP_ENDPOINT");
    }

    private JsonNode deployment(Map<String, String> values, String name) throws IOException {
        return objects(render(values)).stream()
                .filter(object -> object.get("kind").asText().equals("Deployment")
                        && object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec");
    }

    private static String variable(JsonNode pod, String name) {
        for (JsonNode variable : pod.at("/containers/0/env")) {
            if (variable.get("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        return "";
    }

    @Test
    void says_what_is_missing() {
        assertThatThrownBy(() -> render(Map.of())).hasMessageContaining("oidc.issuer");
        assertThatThrownBy(() -> render(Map.of("oidc.issuer", "https://sso.example/realms/tidemark")))
                .hasMessageContaining("names");
    }

    @Test
    void refuses_values_that_the_schema_does_not_know() {
        Map<String, String> values = new TreeMap<>(EXISTING_SERVERS);
        values.put("services.compute.replicas", "0");
        assertThatThrownBy(() -> render(values)).hasMessageContaining("replicas");
        values.remove("services.compute.replicas");
        values.put("kafak.bootstrapServers", "typo:9092");
        assertThatThrownBy(() -> render(values)).hasMessageContaining("kafak");
    }
}
