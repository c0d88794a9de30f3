package io.tidemark.compute.node.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.libvirt.LibvirtHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real guest's serial line. */
class ConsolesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MOST = 4096;

    @Test
    void what_is_typed_reaches_the_guest_and_what_it_prints_is_read_from_any_byte() throws IOException {
        try (LibvirtHost host = new LibvirtHost();
                Consoles consoles = new Consoles(host.home())) {
            DomainSpec spec = host.newGuest();
            host.hypervisor().start(spec, 1);
            host.awaitUserspace(spec.vm());

            type(consoles, spec.vm(), "run echo one");
            await().atMost(PATIENCE).until(() -> log(consoles, spec.vm()).contains("run 1 end: exit=0"));
            type(consoles, spec.vm(), "run echo two");
            await().atMost(PATIENCE).until(() -> log(consoles, spec.vm()).contains("run 2 | two"));

            Consoles.Piece first = consoles.read(spec.vm(), 0, 10);
            Consoles.Piece second = consoles.read(spec.vm(), first.nextByte(), 10);
            assertThat(text(first) + text(second))
                    .isEqualTo(log(consoles, spec.vm()).substring(0, 20));

            long end = consoles.size(spec.vm());
            assertThat(consoles.follow(spec.vm(), end, MOST, PATIENCE).bytes()).isNotEmpty();
        }
    }

    @Test
    void a_console_that_never_was_is_empty_and_takes_no_input(@TempDir Path root) throws IOException {
        try (Consoles consoles = new Consoles(new NodeHome(root))) {
            VmId nobody = new VmId(new UUID(1, 1));
            assertThat(consoles.size(nobody)).isZero();
            assertThat(consoles.read(nobody, 5, MOST).bytes()).isEmpty();
            assertThatThrownBy(() -> consoles.write(nobody, new byte[] {'x'})).isInstanceOf(IOException.class);
        }
    }

    private static void type(Consoles consoles, VmId vm, String line) throws IOException {
        consoles.write(vm, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String log(Consoles consoles, VmId vm) throws IOException {
        return text(consoles.read(vm, 0, 1 << 20));
    }

    private static String text(Consoles.Piece piece) {
        return new String(piece.bytes(), StandardCharsets.ISO_8859_1);
    }
}
