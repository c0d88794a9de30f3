package io.tidemark.compute.node.libvirt;

import static org.awaitility.Awaitility.await;

import io.tidemark.compute.node.HostCommand;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.TestHome;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.hypervisor.GuestHost;
import io.tidemark.compute.node.hypervisor.Hypervisor;
import io.tidemark.units.MemorySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/** A private libvirt with real QEMU guests under TCG in a home of its own. */
public final class LibvirtHost implements GuestHost {
    private static final Duration BOOT_LIMIT = Duration.ofSeconds(120);
    private static final Pattern TICK = Pattern.compile("tick (\\d+) uptime");
    private static final String FOREIGN = """
            <domain type='qemu'><name>%s</name><memory unit='MiB'>32</memory>
            <os><type arch='x86_64' machine='pc'>hvm</type></os>
            <devices><controller type='usb' model='none'/><memballoon model='none'/></devices></domain>
            """;

    private final TestHome testHome = TestHome.create();
    private final PrivateLibvirt libvirt;
    private final Hypervisor hypervisor;
    private int taps;

    public LibvirtHost() {
        try {
            libvirt = PrivateLibvirt.start(testHome.home());
            hypervisor = again();
        } catch (RuntimeException | Error e) {
            testHome.close();
            throw e;
        }
    }

    @Override
    public Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    public Hypervisor again() {
        return new LibvirtHypervisor(testHome.home(), libvirt.uri(), Accelerator.TCG);
    }

    public NodeHome home() {
        return testHome.home();
    }

    public PrivateLibvirt libvirt() {
        return libvirt;
    }

    @Override
    public DomainSpec newGuest() {
        VmId vm = new VmId(UUID.randomUUID());
        Path overlay = testHome.home().volumes().resolve(vm + ".qcow2");
        required(
                "qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", image().toString(), overlay.toString());
        String tap = "tmtest" + taps++;
        required("ip", "netns", "exec", testHome.home().netns(), "ip", "tuntap", "add", "dev", tap, "mode", "tap");
        required("ip", "-n", testHome.home().netns(), "link", "set", tap, "up");
        return new DomainSpec(
                vm,
                "a <guest> & \"more\"\u0001",
                "tenant",
                1,
                MemorySize.ofMebibytes(192),
                List.of(new DomainSpec.Disk(overlay, image(), "qcow2")),
                List.of(new DomainSpec.Nic(tap, "52:54:00:00:00:%02x".formatted(taps))));
    }

    private Path image() {
        return testHome.image();
    }

    private static void required(String... words) {
        HostCommand.Result result = HostCommand.of(words).run();
        if (!result.ok()) {
            throw new IllegalStateException(String.join(" ", words) + ": " + result.lastLine());
        }
    }

    @Override
    public void awaitUserspace(VmId vm) {
        await().atMost(BOOT_LIMIT).until(() -> console(vm).contains("tick 2 "));
    }

    @Override
    public long count(VmId vm) {
        return TICK.matcher(console(vm))
                .results()
                .reduce((a, b) -> b)
                .map(tick -> Long.parseLong(tick.group(1)))
                .orElse(0L);
    }

    /** Everything that the guest has printed. */
    public String console(VmId vm) {
        Path log = new DomainNames(testHome.home()).consoleLog(vm);
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void switchOffInside(VmId vm) {
        run(vm, "poweroff -f");
        await().atMost(BOOT_LIMIT).until(() -> hypervisor.find(vm).isEmpty());
    }

    /** Has the guest run a command in its shell; returns before it has ended. */
    void run(VmId vm, String command) {
        Path socket = new DomainNames(testHome.home()).consoleSocket(vm);
        try (SocketChannel serial = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            serial.connect(UnixDomainSocketAddress.of(socket));
            serial.write(ByteBuffer.wrap(("run " + command + "\n").getBytes(StandardCharsets.UTF_8)));
            await().atMost(BOOT_LIMIT)
                    .until(() -> console(vm).contains(" begin: " + command)
                            || hypervisor.find(vm).isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same guest with its disk on a file system of its own that is as small as this; only the daemons see it. */
    DomainSpec onSmallDisk(DomainSpec guest, String size) {
        Path disk = guest.disks().getFirst().overlay();
        Path folder = testHome.home().volumes().resolve("small");
        amongDaemons("mkdir -p " + folder + " && mount -t tmpfs -o mode=755,size=" + size + " tmpfs " + folder
                + " && cp " + disk + " " + folder);
        return new DomainSpec(
                guest.vm(),
                guest.name(),
                guest.tenant(),
                guest.vcpus(),
                guest.memory(),
                List.of(new DomainSpec.Disk(folder.resolve(disk.getFileName()), image(), "qcow2")),
                guest.nics());
    }

    void enlargeSmallDisk(String size) {
        amongDaemons("mount -o remount,size=" + size + " "
                + testHome.home().volumes().resolve("small"));
    }

    private void amongDaemons(String command) {
        long pid = libvirt.pid("libvirtd").orElseThrow();
        required("nsenter", "--mount", "--target", Long.toString(pid), "sh", "-c", command);
    }

    @Override
    public void killProcess(VmId vm) {
        PlatformRemains.guests(testHome.home()).stream()
                .filter(process -> commandLine(process).contains(vm.toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public String startForeign() {
        try {
            Connect connection = new Connect(libvirt.uri());
            connection.domainCreateXML(FOREIGN.formatted(foreignName()), 0);
            connection.close();
            return foreignName();
        } catch (LibvirtException e) {
            throw new IllegalStateException("the foreign domain does not start", e);
        }
    }

    @Override
    public void bounce() {
        kill("libvirtd");
    }

    /** {@code kill -9} of one daemon; returns when another has taken its place. */
    public void kill(String daemon) {
        long pid = libvirt.pid(daemon).orElseThrow();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(BOOT_LIMIT)
                .until(() -> libvirt.pid(daemon).filter(now -> now != pid).isPresent());
    }

    /** Holds the home's tag, so that its control groups are known as this home's and go with it. */
    private String foreignName() {
        return "foreign-" + new DomainNames(testHome.home()).prefix() + "db";
    }

    private void endForeign() {
        try {
            Connect connection = new Connect(libvirt.uri());
            for (Domain domain : connection.listAllDomains(0)) {
                if (domain.getName().equals(foreignName())) {
                    domain.destroy();
                }
            }
            connection.close();
        } catch (LibvirtException e) {
            throw new IllegalStateException("the foreign domain does not end", e);
        }
    }

    @Override
    public void close() {
        endForeign();
        hypervisor.close();
        libvirt.close();
        testHome.close();
    }
}
