package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each answer is held against what its service says of its API; see {@link ServedApi}. */
abstract class DocumentedReads {
    private final Stage stage;
    private final Api alice;

    DocumentedReads(Stage stage) {
        this.stage = stage;
        this.alice = stage.alice;
    }

    @Test
    void every_list_and_what_it_lists_can_be_read_as_documented() {
        String port = alice.get("/api/network/v1/ports?vmId=" + stage.vm()).path("items[0].id");
        String network = alice.get("/api/network/v1/networks").path("items[0].id");
        String node = alice.get("/api/compute/v1/vms/" + stage.vm()).path("nodeId");
        String operation = alice.get("/api/compute/v1/operations").path("items[0].id");
        String image = alice.get("/api/compute/v1/images").path("items[0].id");
        Api admin = stage.admin();
        for (String path : List.of(
                "/api/network/v1/ports/" + port,
                "/api/network/v1/networks/" + network,
                "/api/compute/v1/operations/" + operation,
                "/api/compute/v1/images/" + image,
                "/api/compute/v1/nodes",
                "/api/compute/v1/nodes/" + node,
                "/api/memory-broker/v1/guests",
                "/api/memory-broker/v1/guests/" + stage.vm(),
                "/api/memory-broker/v1/guests/" + stage.vm() + "/measured",
                "/api/identity/v1/whoami",
                "/api/identity/v1/tenants",
                "/api/identity/v1/roles",
                "/api/identity/v1/grants",
                "/api/identity/v1/signin",
                "/api/audit/v1/records?limit=2",
                "/api/audit/v1/records/0",
                "/api/audit/v1/records/0/proof",
                "/api/audit/v1/checkpoint",
                "/api/audit/v1/key")) {
            assertThat(admin.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(admin.get("/api/compute/v1/vms?limit=0").statusCode()).isEqualTo(400);
        assertThat(admin.get("/api/compute/v1/vms/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }
}
