package io.tidemark.compute.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.compute.node.HostCommand;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.compute.node.vm.Desired;
import io.tidemark.compute.node.vm.DiskRefusal;
import io.tidemark.compute.node.vm.VmDirective;
import io.tidemark.compute.node.vm.VmDisks;
import io.tidemark.units.MemorySize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real qemu-img on real files. */
class VolumesTest {
    private static final UUID VOLUME = new UUID(1, 1);

    @TempDir
    private Path root = Path.of("unset");

    private NodeHome home = new NodeHome(root);

    @BeforeEach
    void makeImages() throws IOException {
        home = new NodeHome(root);
        Files.createDirectories(home.images());
        qemuImg("create", "-q", "-f", "qcow2", image("good.qcow2"), "8M");
        qemuImg("create", "-q", "-f", "raw", image("good.raw"), "4M");
        qemuImg("create", "-q", "-f", "qcow2", "-F", "raw", "-b", "/etc/passwd", image("spy.qcow2"), "8M");
        qemuImg("create", "-q", "-f", "qcow2", "-o", "data_file=" + image("elsewhere"), image("split.qcow2"), "8M");
        qemuImg("create", "-q", "-f", "vmdk", image("other.vmdk"), "8M");
        qemuImg("create", "-q", "-f", "qcow2", image("huge.qcow2"), "60T");
    }

    private String image(String name) {
        return home.images().resolve(name).toString();
    }

    private static void qemuImg(String... words) {
        var result = HostCommand.of(
                Stream.concat(Stream.of("qemu-img"), Stream.of(words)).toArray(String[]::new));
        assertThat(result.run().output()).isEmpty();
    }

    private static VmDirective directive(String imageFile, MemorySize size) {
        return new VmDirective(
                new VmId(new UUID(2, 2)),
                1,
                Desired.RUNNING,
                StopMode.GRACEFUL,
                "vm",
                "acme",
                1,
                MemorySize.ofMebibytes(64),
                List.of(new VmDirective.Disk(VOLUME, size, new UUID(3, 3), imageFile)),
                List.of(),
                0,
                VmDirective.Power.ON);
    }

    @Test
    void a_volume_is_made_once_over_its_image_with_the_format_stated() {
        Volumes volumes = new Volumes(home);
        VmDisks.Prepared made = volumes.prepare(directive("good.raw", MemorySize.ofMebibytes(16)));
        assertThat(made.disks())
                .containsExactly(new DomainSpec.Disk(volumes.file(VOLUME), Path.of(image("good.raw")), "raw"));
        assertThat(made.actions()).hasSize(1);
        assertThat(HostCommand.of("qemu-img", "info", volumes.file(VOLUME).toString())
                        .run()
                        .output())
                .contains("backing file format: raw", "virtual size: 16 MiB");
        VmDisks.Prepared again = volumes.prepare(directive("good.raw", MemorySize.ofMebibytes(16)));
        assertThat(again.disks()).isEqualTo(made.disks());
        assertThat(again.actions()).isEmpty();
    }

    @Test
    void a_size_of_zero_means_as_large_as_the_image() {
        Volumes volumes = new Volumes(home);
        volumes.prepare(directive("good.qcow2", MemorySize.ZERO));
        assertThat(HostCommand.of("qemu-img", "info", volumes.file(VOLUME).toString())
                        .run()
                        .output())
                .contains("virtual size: 8 MiB");
    }

    @Test
    void removal_takes_the_data_and_is_idempotent() {
        Volumes volumes = new Volumes(home);
        VmDirective directive = directive("good.qcow2", MemorySize.ZERO);
        volumes.prepare(directive);
        assertThat(volumes.remove(directive)).hasSize(1);
        assertThat(volumes.file(VOLUME)).doesNotExist();
        assertThat(volumes.remove(directive)).isEmpty();
    }

    @Test
    void images_that_reach_beyond_themselves_or_are_not_what_they_should_be_are_refused() {
        assertRefused("spy.qcow2", MemorySize.ZERO, Volumes.IMAGE_UNFIT);
        assertRefused("split.qcow2", MemorySize.ZERO, Volumes.IMAGE_UNFIT);
        assertRefused("other.vmdk", MemorySize.ZERO, Volumes.IMAGE_UNFIT);
        assertRefused("huge.qcow2", MemorySize.ZERO, Volumes.IMAGE_UNFIT);
        assertRefused("../../etc/passwd", MemorySize.ZERO, Volumes.IMAGE_UNFIT);
        assertRefused("/etc/passwd", MemorySize.ZERO, Volumes.IMAGE_UNFIT);
        assertRefused("none.qcow2", MemorySize.ZERO, Volumes.IMAGE_MISSING);
        assertRefused("good.qcow2", MemorySize.ofMebibytes(4), Volumes.TOO_SMALL);
    }

    private void assertRefused(String imageFile, MemorySize size, String code) {
        Volumes volumes = new Volumes(home);
        assertThatThrownBy(() -> volumes.prepare(directive(imageFile, size)))
                .isInstanceOfSatisfying(
                        DiskRefusal.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(volumes.file(VOLUME)).doesNotExist();
    }

    @Test
    void a_private_image_becomes_readable_for_qemu_alone() throws IOException {
        Path image = Path.of(image("good.qcow2"));
        Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rw-------"));
        new Volumes(home).prepare(directive("good.qcow2", MemorySize.ZERO));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(image)))
                .isEqualTo("rw-r-----");
        assertThat(Files.getAttribute(image, "unix:group")).hasToString("kvm");
    }

    @Test
    void an_image_that_was_replaced_is_looked_at_anew() {
        Volumes volumes = new Volumes(home);
        VmDirective directive = directive("good.qcow2", MemorySize.ZERO);
        volumes.prepare(directive);
        volumes.remove(directive);
        qemuImg("create", "-q", "-f", "qcow2", "-F", "raw", "-b", "/etc/passwd", image("good.qcow2"), "8M");
        assertRefused("good.qcow2", MemorySize.ZERO, Volumes.IMAGE_UNFIT);
        assertThatThrownBy(() -> volumes.prepare(directive)).isInstanceOf(DiskRefusal.class);
    }

    @Test
    void image_locks_hold_on_this_datastore_and_the_probe_leaves_nothing() throws IOException {
        Path datastore = Files.createDirectory(root.resolve("datastore"));
        DatastoreProbe probe = DatastoreProbe.of(datastore);
        assertThat(probe.words()).contains("lock");
        assertThat(probe.holds()).isTrue();
        assertThat(datastore).isEmptyDirectory();
    }

    @Test
    void a_datastore_that_cannot_be_written_proves_nothing() {
        assertThat(DatastoreProbe.of(root.resolve("nowhere")).holds()).isFalse();
    }
}
