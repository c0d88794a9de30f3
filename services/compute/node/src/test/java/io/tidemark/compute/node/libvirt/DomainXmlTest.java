package io.tidemark.compute.node.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.units.MemorySize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DomainXmlTest {
    private static final VmId VM = new VmId(new UUID(1, 1));
    private static final DomainNames NAMES = new DomainNames(new NodeHome(Path.of("/var/lib/tidemark/x")));

    private static String rendered(String name, Accelerator accelerator) {
        DomainSpec spec = new DomainSpec(
                VM,
                name,
                "acme",
                2,
                MemorySize.ofMebibytes(256),
                List.of(new DomainSpec.Disk(Path.of("/v/a.qcow2"), Path.of("/i/b.raw"), "raw")),
                List.of(new DomainSpec.Nic("tap0", "52:54:00:00:00:01")));
        return DomainXml.render(spec, 5, NAMES, accelerator);
    }

    @Test
    void what_a_tenant_writes_stays_text() {
        String xml = rendered("x'/><evil a=\"1\">\u0000&", Accelerator.TCG);
        assertThat(xml).doesNotContain("<evil").contains("&lt;evil").contains("\uFFFD&amp;");
    }

    @Test
    void only_virtio_devices_are_there() {
        assertThat(rendered("web", Accelerator.TCG))
                .contains("<controller type=\"usb\" model=\"none\"", "bus=\"virtio\"", "freePageReporting=\"on\"")
                .doesNotContain("floppy", "sound", "graphics", "video");
    }

    @Test
    void the_accelerator_decides_type_processor_and_translation_buffer() {
        assertThat(rendered("web", Accelerator.TCG)).contains("type=\"qemu\"", "mode=\"maximum\"", "<tb-cache");
        assertThat(rendered("web", Accelerator.KVM))
                .contains("type=\"kvm\"", "mode=\"host-model\"")
                .doesNotContain("tb-cache");
    }

    @Test
    void the_mark_reads_back_and_others_are_none() {
        XmlText xml = new XmlText();
        DomainMark mark = new DomainMark(VM, 5, "abcdef");
        mark.write(xml, new DomainSpec(VM, "n", "t", 1, MemorySize.ofMebibytes(64), List.of(), List.of()));
        assertThat(DomainMark.read(xml.toString())).isEqualTo(Optional.of(mark));
        assertThat(DomainMark.read("<other/>")).isEmpty();
        assertThat(DomainMark.read("not xml")).isEmpty();
    }
}
