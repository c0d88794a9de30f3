package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.BootId;
import io.tidemark.compute.node.FileTrees;
import io.tidemark.compute.node.NodeHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lays out the files of a private libvirt: {@code run lib etc cache log} below the platform's libvirt folder. */
final class LibvirtFolders {
    private static final String QEMU_CONF = """
            # Written by Tidemark at every start of the node agent.
            # QEMU writes its logs itself: no daemon's death silences a console.
            stdio_handler = "file"
            user = "%s"
            group = "kvm"
            dynamic_ownership = 1
            remember_owner = 0
            security_driver = "none"
            seccomp_sandbox = 1
            """;

    private static final String LIBVIRTD_CONF = """
            # Written by Tidemark at every start of the node agent.
            listen_tls = 0
            listen_tcp = 0
            unix_sock_group = "root"
            unix_sock_ro_perms = "0700"
            unix_sock_rw_perms = "0700"
            auth_unix_ro = "none"
            auth_unix_rw = "none"
            log_outputs = "3:file:/var/log/libvirt/libvirtd.log"
            """;

    private static final String LOG_ONLY = "log_outputs = \"3:file:/var/log/libvirt/%s.log\"\n";

    private LibvirtFolders() {}

    /** Returns the script that gives a command this layout as its own world. */
    static Path prepare(NodeHome home) throws IOException {
        Path own = home.libvirt();
        forgetEarlierBoot(own);
        for (String folder : List.of("run", "lib", "etc", "cache", "log")) {
            Files.createDirectories(own.resolve(folder));
        }
        Files.createDirectories(home.consoles());
        // QEMU's unprivileged user must reach its monitor and the consoles.
        for (Path folder : List.of(home.root(), home.node(), home.consoles(), own)) {
            FileTrees.letOthersTraverse(folder);
        }
        Path etc = own.resolve("etc");
        Files.writeString(etc.resolve("qemu.conf"), QEMU_CONF.formatted(unprivilegedUser()));
        Files.writeString(etc.resolve("libvirtd.conf"), LIBVIRTD_CONF);
        for (String daemon : List.of("virtlogd", "virtlockd")) {
            Files.writeString(etc.resolve(daemon + ".conf"), LOG_ONLY.formatted(daemon));
        }
        Path entrance = own.resolve("enter.sh");
        Files.write(entrance, resource("enter.sh"));
        return entrance;
    }

    /** Sockets, pid files and guest states of an earlier boot describe processes that no longer exist. */
    private static void forgetEarlierBoot(Path own) throws IOException {
        Path stamp = own.resolve("boot-id");
        String boot = BootId.ofThisHost();
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(boot)) {
            FileTrees.delete(own.resolve("run"));
            Files.createDirectories(own);
            Files.writeString(stamp, boot);
        }
    }

    /** Debian calls it libvirt-qemu, other distributions qemu. */
    private static String unprivilegedUser() throws IOException {
        boolean debian = Files.readString(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)
                .lines()
                .anyMatch(line -> line.startsWith("libvirt-qemu:"));
        return debian ? "libvirt-qemu" : "qemu";
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = LibvirtFolders.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar of compute's node module lacks its own file " + name);
            }
            return in.readAllBytes();
        }
    }
}
