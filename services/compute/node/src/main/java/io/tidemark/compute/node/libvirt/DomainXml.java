package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.compute.node.hypervisor.DomainSpec;

/**
 * Renders a guest as libvirt's domain XML. Virtio devices only: no USB, floppy, sound, display or emulated network card.
 *
 * @see <a href="https://libvirt.org/formatdomain.html">libvirt: domain XML format</a>
 */
final class DomainXml {
    /**
     * Upper bound of TCG's translation buffer. QEMU's own default is an eighth of the guest's memory up to 1 GiB, which a
     * host full of guests cannot give; 64 MiB holds a server's hot code.
     */
    private static final String TRANSLATION_MIB = "64";

    /** Guests report memory statistics this often: as fresh as telemetry needs, one message per second. */
    private static final String STATISTICS_SECONDS = "1";

    private static final String GENERATED_ELSEWHERE = "no";

    private final DomainSpec spec;
    private final DomainMark mark;
    private final DomainNames names;
    private final Accelerator accelerator;
    private final XmlText xml = new XmlText();

    private DomainXml(DomainSpec spec, DomainMark mark, DomainNames names, Accelerator accelerator) {
        this.spec = spec;
        this.mark = mark;
        this.names = names;
        this.accelerator = accelerator;
    }

    /** Pure. */
    static String render(DomainSpec spec, long epoch, DomainNames names, Accelerator accelerator) {
        DomainMark mark = new DomainMark(spec.vm(), epoch, names.home().tag());
        DomainXml rendering = new DomainXml(spec, mark, names, accelerator);
        rendering.domain();
        return rendering.xml.toString();
    }

    private void domain() {
        xml.element(
                "domain",
                () -> {
                    xml.text("name", names.domain(spec.vm(), mark.epoch()));
                    xml.text("uuid", spec.vm().toString());
                    xml.text("title", spec.name().replaceAll("\\R", " "));
                    xml.element("metadata", () -> mark.write(xml, spec));
                    xml.text("memory", Long.toString(spec.memory().bytes()), "unit", "b");
                    // Guests of different tenants share no pages unless the memory broker says so.
                    xml.element("memoryBacking", () -> xml.element("nosharepages"));
                    xml.text("vcpu", Integer.toString(spec.vcpus()));
                    machine();
                    xml.text("on_poweroff", "destroy");
                    xml.text("on_reboot", "restart");
                    xml.text("on_crash", "destroy");
                    xml.element("devices", this::devices);
                },
                "type",
                accelerator == Accelerator.KVM ? "kvm" : "qemu");
    }

    private void machine() {
        xml.element("os", () -> {
            xml.text("type", "hvm", "arch", "x86_64", "machine", "pc");
            xml.element("boot", "dev", "hd");
        });
        xml.element("features", () -> {
            xml.element("acpi");
            if (accelerator == Accelerator.TCG) {
                xml.element("tcg", () -> xml.text("tb-cache", TRANSLATION_MIB, "unit", "MiB"));
            }
        });
        xml.element("cpu", "mode", accelerator == Accelerator.KVM ? "host-model" : "maximum");
        xml.element("clock", "offset", "utc");
    }

    private void devices() {
        xml.element("controller", "type", "usb", "model", "none");
        for (int i = 0; i < spec.disks().size(); i++) {
            disk(spec.disks().get(i), "vd" + (char) ('a' + i));
        }
        spec.nics().forEach(this::nic);
        serial();
        xml.element(
                "memballoon",
                () -> xml.element("stats", "period", STATISTICS_SECONDS),
                "model",
                "virtio",
                "autodeflate",
                "on",
                "freePageReporting",
                "on");
        xml.element("rng", () -> xml.text("backend", "/dev/urandom", "model", "random"), "model", "virtio");
    }

    private void disk(DomainSpec.Disk disk, String target) {
        xml.element(
                "disk",
                () -> {
                    xml.element("driver", "name", "qemu", "type", "qcow2", "discard", "unmap");
                    xml.element("source", "file", disk.overlay().toString());
                    backing(disk);
                    xml.element("target", "dev", target, "bus", "virtio");
                },
                "type",
                "file",
                "device",
                "disk");
    }

    /** The whole chain is stated, so nothing is read from a header; the shared image keeps its owner. */
    private void backing(DomainSpec.Disk disk) {
        xml.element(
                "backingStore",
                () -> {
                    xml.element("format", "type", disk.backingFormat());
                    xml.element(
                            "source",
                            () -> xml.element("seclabel", "model", "dac", "relabel", "no"),
                            "file",
                            disk.backing().toString());
                    xml.element("backingStore");
                },
                "type",
                "file");
    }

    private void nic(DomainSpec.Nic nic) {
        xml.element(
                "interface",
                () -> {
                    xml.element("mac", "address", nic.mac());
                    xml.element("target", "dev", nic.tap(), "managed", GENERATED_ELSEWHERE);
                    xml.element("model", "type", "virtio");
                },
                "type",
                "ethernet");
    }

    /** QEMU listens on the socket and writes the log itself, so the log outlives every daemon. */
    private void serial() {
        xml.element(
                "serial",
                () -> {
                    xml.element(
                            "source",
                            "mode",
                            "bind",
                            "path",
                            names.consoleSocket(spec.vm()).toString());
                    xml.element("log", "file", names.consoleLog(spec.vm()).toString(), "append", "on");
                    xml.element("target", "port", "0");
                },
                "type",
                "unix");
    }
}
