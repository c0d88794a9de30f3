package io.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Json;
import io.tidemark.node.identity.AgentLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The modes besides the agent, as processes. */
class CommandLineTest {
    private final Platform platform = new Platform();

    @AfterEach
    void tidy() {
        platform.close();
    }

    @Test
    void probePrintsWhatTheHostCanDo() {
        assertThat(exit("probe")).isZero();
        JsonNode printed = Json.tree(platform.agentLog()
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow());
        assertThat(printed.path("accelerator").asText()).isIn("kvm", "tcg");
        assertThat(printed.path("findings")).isNotEmpty();
    }

    @Test
    void sweepRefusesWhileAnAgentWorksAndKeepsTheFilesWhenOnlyGuestsAreToStop() {
        try (AgentLock agent = AgentLock.take(platform.home.node()).orElseThrow()) {
            assertThat(agent).isNotNull();
            assertThat(exit("sweep")).isEqualTo(1);
            assertThat(platform.agentLog()).contains("sweep failed: an agent works for");
        }
        assertThat(exit("sweep", "--guests-only")).isZero();
        assertThat(platform.home.node().resolve("id")).exists();
        assertThat(exit("sweep")).isZero();
        assertThat(platform.home.node()).doesNotExist();
    }

    @Test
    void anUnknownModeIsRefused() {
        assertThat(exit("dance")).isEqualTo(2);
    }

    private int exit(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = Main.class.getName();
        System.arraycopy(words, 0, command, 1, words.length);
        return platform.run(command).onExit().join().exitValue();
    }
}
