package io.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/** Somebody runs a domain of his own through this platform's libvirt, and another platform's agent would do the same. */
class ForeignDomainTest {
    private static final String XML = """
            <domain type='qemu'><name>somebodys</name><memory unit='MiB'>32</memory>
            <os><type arch='x86_64' machine='pc'>hvm</type></os>
            <devices><controller type='usb' model='none'/><memballoon model='none'/></devices></domain>
            """;

    @Test
    void domainsOfOthersAreToldWhenTheirSetChangesAndNeverTouched() throws LibvirtException {
        try (Platform platform = new Platform()) {
            platform.startAgent();
            platform.awaitLive();
            await().atMost(Platform.SOON).until(() -> !observed(platform).isEmpty());
            assertThat(observed(platform).getLast()).isEmpty();

            Connect connection = new Connect("qemu:///system?socket="
                    + platform.home.libvirt().resolve("run").resolve("libvirt-sock"));
            Domain domain = connection.domainCreateXML(XML, 0);
            await().atMost(Platform.SOON).until(() -> observed(platform).size() == 2);
            assertThat(observed(platform).getLast().path(0).path("name").asText())
                    .isEqualTo("somebodys");
            assertThat(observed(platform).getLast().path(0).path("owner").asText())
                    .isEqualTo("other");
            assertThat(platform.status().path("foreignDomains")).hasSize(1);
            assertThat(platform.status().path("domains")).isEmpty();
            assertThat(domain.isActive()).isEqualTo(1);

            domain.destroy();
            await().atMost(Platform.SOON).until(() -> observed(platform).size() == 3);
            assertThat(observed(platform).getLast()).isEmpty();
            connection.close();
        }
    }

    /** The sets told so far. */
    private static java.util.List<JsonNode> observed(Platform platform) {
        return platform.services.facts("domain.observed").stream()
                .map(fact -> fact.body().path("domains"))
                .toList();
    }
}
