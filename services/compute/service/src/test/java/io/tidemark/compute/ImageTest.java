package io.tidemark.compute;

import static io.tidemark.compute.Api.assertProblem;
import static io.tidemark.compute.Api.delete;
import static io.tidemark.compute.Api.eventually;
import static io.tidemark.compute.Api.get;
import static io.tidemark.compute.Api.machine;
import static io.tidemark.compute.Api.post;
import static io.tidemark.compute.Api.upload;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tidemark.testkit.real.RealParts;
import io.tidemark.testkit.real.Realm;
import io.tidemark.testkit.real.Tokens;
import io.tidemark.testkit.real.TopicLog;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Uploads: what they are is probed, never believed, and one that is refused or cut short leaves nothing. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(ComputeParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageTest {
    private static final int MEBIBYTE = 1 << 20;

    @BeforeAll
    void access() {
        Surroundings.seedAccess();
    }

    @Test
    void a_raw_image_is_imported_and_shown_with_its_digest_and_without_its_file() {
        byte[] bytes = unique(MEBIBYTE + 1);
        Response uploaded = upload("alice", "disk", bytes);

        assertThat(uploaded.statusCode()).as(uploaded.asString()).isEqualTo(201);
        String id = uploaded.jsonPath().getString("id");
        assertThat(uploaded.header("Location")).isEqualTo(Api.BASE + "/images/" + id);
        assertThat(uploaded.jsonPath().getString("format")).isEqualTo("raw");
        assertThat(uploaded.jsonPath().getLong("sizeBytes")).isEqualTo(bytes.length);
        assertThat(uploaded.jsonPath().getLong("virtualSizeBytes")).isEqualTo(MEBIBYTE + 512);
        assertThat(uploaded.jsonPath().getString("sha256")).isEqualTo(sha256(bytes));
        assertThat(uploaded.asString()).doesNotContain(home().toString());
        eventually().until(() -> get("bob", "/images/" + id).statusCode() == 200);
        assertThat(get("bob", "/images/" + id).asString()).doesNotContain(home().toString());
        assertThat(files()).contains(id + ".raw");
        try (TopicLog events = TopicLog.events("compute")) {
            assertThat(events.await("tidemark.compute.image.imported.v1", "imageId", id)
                            .text("file"))
                    .isEqualTo(home().resolve(id + ".raw").toString());
        }
    }

    @Test
    void a_qcow2_image_is_known_by_its_signature_and_has_its_virtual_size(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("alone.qcow2");
        qemuImg("create", "-q", "-f", "qcow2", file.toString(), "64M");

        Response uploaded = upload("alice", "alone", Files.readAllBytes(file));

        assertThat(uploaded.statusCode()).as(uploaded.asString()).isEqualTo(201);
        assertThat(uploaded.jsonPath().getString("format")).isEqualTo("qcow2");
        assertThat(uploaded.jsonPath().getLong("virtualSizeBytes")).isEqualTo(64L * MEBIBYTE);
    }

    @Test
    void a_qcow2_image_that_names_another_file_is_refused_and_leaves_nothing(@TempDir Path directory) throws Exception {
        Path base = Files.write(directory.resolve("base.raw"), new byte[MEBIBYTE]);
        Path overlay = directory.resolve("overlay.qcow2");
        qemuImg("create", "-q", "-f", "qcow2", "-b", base.toString(), "-F", "raw", overlay.toString());
        List<String> before = files();

        Response refused = upload("alice", "overlay", Files.readAllBytes(overlay));

        assertProblem(refused, 400, "IMAGE_INVALID");
        assertThat(refused.jsonPath().getString("detail")).isEqualTo("it names a backing file");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void what_is_no_image_or_too_large_is_refused_and_leaves_nothing() {
        List<String> before = files();
        byte[] brokenQcow2 = new byte[MEBIBYTE];
        System.arraycopy(new byte[] {'Q', 'F', 'I', (byte) 0xfb}, 0, brokenQcow2, 0, 4);

        assertProblem(upload("alice", "byte", new byte[1]), 400, "IMAGE_INVALID");
        assertProblem(upload("alice", "nothing", new byte[0]), 400, "IMAGE_INVALID");
        assertProblem(upload("alice", "broken", brokenQcow2), 400, "IMAGE_INVALID");
        assertProblem(upload("alice", "", new byte[MEBIBYTE]), 400, "IMAGE_INVALID");
        assertProblem(upload("alice", "large", new byte[4 * MEBIBYTE + 1]), 413, "IMAGE_TOO_LARGE");
        assertProblem(upload("bob", "denied", new byte[MEBIBYTE]), 403, "ACCESS_DENIED");
        eventually().untilAsserted(() -> assertThat(files()).isEqualTo(before));
    }

    @Test
    void an_upload_that_is_cut_short_leaves_nothing() throws IOException {
        List<String> before = files();
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            String head = "POST " + Api.BASE + "/images?name=cut&tenantId=" + Realm.ACME + " HTTP/1.1\r\nHost: here\r\n"
                    + "Authorization: Bearer " + Tokens.of("alice") + "\r\nIdempotency-Key: " + UUID.randomUUID()
                    + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + 3 * MEBIBYTE + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            socket.getOutputStream().write(new byte[2 * MEBIBYTE]);
            socket.getOutputStream().flush();
            eventually().until(() -> files().stream().anyMatch(name -> name.endsWith(".arriving")));
        }
        eventually().untilAsserted(() -> assertThat(files()).isEqualTo(before));
    }

    @Test
    void the_same_upload_under_the_same_key_is_one_image() {
        String key = UUID.randomUUID().toString();
        byte[] bytes = unique(MEBIBYTE);
        Response first = upload("alice", "once", bytes, key);
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        List<String> before = files();

        Response again = upload("alice", "once", bytes, key);

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
        assertThat(again.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
        assertProblem(upload("alice", "once", unique(MEBIBYTE), key), 422, "IDEMPOTENCY_KEY_REUSED");
        eventually().untilAsserted(() -> assertThat(files()).isEqualTo(before));
    }

    @Test
    void an_image_that_a_machine_has_its_disk_on_is_kept_and_any_other_can_be_deleted() {
        String used = Api.image();
        String vm = post("alice", "/vms", machine(used, Map.of("start", false)))
                .jsonPath()
                .getString("target.id");
        eventually().until(() -> get("alice", "/vms/" + vm).statusCode() == 200);
        assertProblem(delete("alice", "/images/" + used), 409, "IMAGE_IN_USE");
        assertThat(files()).contains(used + ".raw");

        String unused = Api.image();
        assertProblem(delete("bob", "/images/" + unused), 403, "ACCESS_DENIED");
        assertThat(delete("alice", "/images/" + unused).statusCode()).isEqualTo(200);
        eventually().until(() -> get("alice", "/images/" + unused).statusCode() == 404);
        eventually().untilAsserted(() -> assertThat(files()).doesNotContain(unused + ".raw"));
        assertProblem(delete("alice", "/images/" + UUID.randomUUID()), 404, "IMAGE_NOT_FOUND");
    }

    /** Bytes that no other upload has. */
    private static byte[] unique(int size) {
        byte[] bytes = new byte[size];
        byte[] id = UUID.randomUUID().toString().getBytes(US_ASCII);
        System.arraycopy(id, 0, bytes, 0, id.length);
        return bytes;
    }

    private static Path home() {
        return Path.of(ConfigProvider.getConfig().getValue("tidemark.home", String.class), "images");
    }

    private static List<String> files() {
        if (!Files.exists(home())) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(home())) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void qemuImg(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("qemu-img"), Stream.of(arguments)).toList();
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
