package io.tidemark.guestimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real packages, real QEMU under TCG: what the image promises, seen on its serial line. */
@Timeout(120)
class TinyImageTest {
    @TempDir
    private static Path folder;

    private static TinyImage image = TinyImage.in(Path.of("/nowhere"));

    @BeforeAll
    static void build() {
        image = TinyImage.build(folder);
    }

    @Test
    void a_second_build_of_the_same_packages_leaves_the_image_alone() throws IOException {
        FileTime before = Files.getLastModifiedTime(image.disk());
        TinyImage again = TinyImage.build(folder);
        assertThat(again).isEqualTo(image);
        assertThat(Files.getLastModifiedTime(image.disk())).isEqualTo(before);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "vmlinuz", "initramfs.cpio.gz", "tiny.qcow2", "realmode.img", "built-from", "lock");
    }

    @Test
    void the_disk_boots_without_a_network_and_counts() throws IOException {
        List<String> lines = boot(
                List.of("-drive", "if=virtio,format=qcow2,snapshot=on,file=" + image.disk()),
                line -> line.startsWith("tick 2 "),
                "");
        assertThat(lines).anyMatch(line -> line.matches("tick 1 uptime=[0-9.]+ memavailable=[0-9]+ ip=none"));
    }

    @Test
    void the_guest_takes_an_address_and_runs_commands_from_the_serial_line() throws IOException {
        List<String> lines = boot(
                List.of(
                        "-kernel",
                        image.vmlinuz().toString(),
                        "-initrd",
                        image.initramfs().toString(),
                        "-append",
                        "console=ttyS0 quiet rdinit=/init",
                        "-netdev",
                        "user,id=n,restrict=on",
                        "-device",
                        "virtio-net-pci,netdev=n"),
                line -> line.startsWith("run 1 end"),
                "run echo one; echo two >&2; exit 3\n");
        assertThat(lines)
                .contains(
                        "run 1 begin: echo one; echo two >&2; exit 3",
                        "run 1 | one",
                        "run 1 | two",
                        "run 1 end: exit=3")
                .anyMatch(line -> line.endsWith("ip=10.0.2.15"));
    }

    @Test
    void the_boot_sector_prints_its_word_in_real_mode() throws IOException {
        assertThat(boot(List.of("-drive", "format=raw,snapshot=on,file=" + image.realMode()), "REALMODE"::equals, ""))
                .contains("REALMODE");
    }

    /** Boots a machine until a line is seen; types {@code input} once the guest has an address. */
    private static List<String> boot(List<String> devices, Predicate<String> last, String input) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg", "-m", "192", "-nodefaults"));
        command.addAll(List.of("-display", "none", "-no-reboot", "-serial", "stdio"));
        command.addAll(devices);
        Process qemu = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = qemu.inputReader(StandardCharsets.UTF_8)) {
            boolean typed = input.isEmpty();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (last.test(line)) {
                    return lines;
                }
                if (!typed && line.startsWith("tick ") && !line.endsWith("ip=none")) {
                    type(qemu, input);
                    typed = true;
                }
            }
            throw new AssertionError("the machine ended early: " + lines);
        } finally {
            qemu.destroyForcibly();
        }
    }

    private static void type(Process qemu, String input) {
        try {
            qemu.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            qemu.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
