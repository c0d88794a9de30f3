package io.tidemark.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images over a base without packages, built and read back. */
class PartImageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static Part part(String name) {
        return Part.ALL.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, byte[]> built(Part part) throws IOException, InterruptedException {
        Path emptyLayer = Files.write(folder.resolve("layer.tar"), new byte[1024]);
        Path base = folder.resolve("base.tar");
        BaseImage.write(emptyLayer, base);
        Path runtime = Files.createDirectories(folder.resolve("java/bin"));
        Path java = Files.writeString(runtime.resolve("java"), "#!");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path application = Files.createDirectories(folder.resolve("application"));
        Files.createDirectories(application.resolve("lib/main"));
        Files.writeString(application.resolve("lib/main/some.jar"), "library");
        Files.writeString(application.resolve("quarkus-run.jar"), "run");
        Path tar = folder.resolve(part.name() + ".tar");
        new PartImage(part, base, folder.resolve("java"), "1.2.3", folder.resolve("cache")).write(application, tar);
        try (InputStream file = Files.newInputStream(tar)) {
            return entries(file);
        }
    }

    private static Map<String, byte[]> entries(InputStream tar) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        TarArchiveInputStream in = new TarArchiveInputStream(tar);
        for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            entries.put(entry.getName(), in.readAllBytes());
        }
        return entries;
    }

    private static JsonNode manifest(Map<String, byte[]> image) throws IOException {
        return JSON.readTree(image.get("manifest.json")).get(0);
    }

    private static JsonNode configuration(Map<String, byte[]> image) throws IOException {
        return JSON.readTree(image.get(manifest(image).path("Config").asText())).path("config");
    }

    /** Every file of every layer with its mode. */
    private static Map<String, Integer> files(Map<String, byte[]> image) throws IOException {
        Map<String, Integer> files = new HashMap<>();
        for (JsonNode layer : manifest(image).path("Layers")) {
            byte[] bytes = image.get(layer.asText());
            TarArchiveInputStream in = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)));
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), entry.getMode() & 0777);
            }
        }
        return files;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void a_service_runs_unprivileged_with_the_small_jvm_and_says_what_it_is() throws Exception {
        Map<String, byte[]> image = built(part("memory-broker"));
        JsonNode configuration = configuration(image);

        assertThat(configuration.path("User").asText()).isEqualTo("10001:10001");
        assertThat(texts(configuration.path("Entrypoint")))
                .startsWith("/opt/java/bin/java", "-XX:+UseSerialGC")
                .contains("-XX:+UseCompactObjectHeaders", "-Xmx160m")
                .endsWith("-jar", "/opt/tidemark/app/quarkus-run.jar");
        assertThat(configuration
                        .path("Labels")
                        .path("org.opencontainers.image.version")
                        .asText())
                .isEqualTo("1.2.3");
        assertThat(configuration
                        .path("Labels")
                        .path("org.opencontainers.image.title")
                        .asText())
                .isEqualTo("Tidemark memory-broker");
        assertThat(texts(manifest(image).path("RepoTags"))).containsExactly("tidemark/memory-broker:1.2.3");
    }

    @Test
    void its_files_are_there_and_nothing_of_them_may_be_written_by_the_service() throws Exception {
        Map<String, Integer> files = files(built(part("audit")));

        assertThat(files)
                .containsEntry("opt/java/bin/java", 0755)
                .containsEntry("opt/tidemark/app/quarkus-run.jar", 0644)
                .containsEntry("opt/tidemark/app/lib/main/some.jar", 0644)
                .containsEntry("etc/passwd", 0644)
                .doesNotContainKey("opt/tidemark/enter-host");
    }

    @Test
    void the_node_agent_enters_the_host_with_the_same_jvm() throws Exception {
        Map<String, byte[]> image = built(part("node"));

        assertThat(configuration(image).path("User").asText()).isEqualTo("0:0");
        assertThat(texts(configuration(image).path("Entrypoint"))).endsWith("/opt/tidemark/enter-host");
        assertThat(files(image)).containsKey("opt/tidemark/enter-host");
        assertThat(PartImage.script("enter-host"))
                .contains(String.join(" ", Part.JVM))
                .doesNotContain("@JVM@");
    }

    @Test
    void an_application_that_is_not_built_is_named() {
        Part part = part("identity");
        PartImage image = new PartImage(part, folder, folder, "1.2.3", folder);

        assertThatThrownBy(() -> image.write(folder.resolve("nothing"), folder.resolve("out.tar")))
                .hasMessageStartingWith("identity is not built");
    }

    @Test
    void the_jvm_is_the_launchers() throws IOException {
        Path launcher = Path.of("../launcher/src/main/java/io/tidemark/launcher/part");
        String source = Files.readString(launcher.resolve("JavaCommand.java"))
                + Files.readString(launcher.resolve("JvmPart.java"));

        assertThat(Part.JVM)
                .filteredOn(flag -> !flag.startsWith("-Xmx"))
                .allSatisfy(flag -> assertThat(source).contains("\"" + flag + "\""));
        assertThat(Files.readString(launcher.resolve("PartCatalogue.java"))).contains("HEAP_MEBIBYTES = 160");
    }
}
