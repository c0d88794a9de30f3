package io.tidemark.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdentityTest {
    @TempDir
    Path folder;

    @Test
    void theIdIsGivenOnceAndKept() throws IOException {
        assertThat(NodeIdentity.of(folder)).isEqualTo(NodeIdentity.of(folder));
        assertThat(NodeIdentity.of(Files.createDirectory(folder.resolve("other"))))
                .isNotEqualTo(NodeIdentity.of(folder));
    }

    @Test
    void aKillBeforeTheIdWasSafeGivesAnotherOne() throws IOException {
        Files.writeString(folder.resolve("id.new"), "half a uu");
        assertThat(NodeIdentity.of(folder)).isEqualTo(NodeIdentity.of(folder));
    }

    @Test
    void aDamagedIdIsToldAndNeverReplaced() throws IOException {
        Files.writeString(folder.resolve("id"), "nonsense");
        assertThatThrownBy(() -> NodeIdentity.of(folder)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneAgentWorksForAHomeAtATime() {
        try (AgentLock held = AgentLock.take(folder).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(AgentLock.take(folder)).isEmpty();
        }
        AgentLock.take(folder).orElseThrow().close();
    }
}
