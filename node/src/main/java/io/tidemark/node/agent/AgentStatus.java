package io.tidemark.node.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.compute.node.hypervisor.ForeignDomain;
import io.tidemark.nodelink.OutboxState;
import java.util.List;
import java.util.Optional;

/**
 * What an agent says of itself.
 *
 * @param problem why its start does not go on; empty when it does
 * @param capabilities of the host, as in the registration; absent before it was probed
 * @param domains guests of this platform; absent when the hypervisor does not answer
 * @param foreignDomains of other owners, as last seen
 * @param outbox how far facts are; absent before the outbox is open
 */
public record AgentStatus(
        String nodeId,
        String bootId,
        String agentVersion,
        AgentPhase phase,
        Optional<String> problem,
        Optional<JsonNode> capabilities,
        Optional<List<Domain>> domains,
        List<ForeignDomain> foreignDomains,
        Optional<OutboxState> outbox) {
    /** One guest of this platform. */
    public record Domain(String vmId, long epoch, String state) {}
}
