package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the repository says of each API is what this build serves, so that a change of an API shows in its review. */
class CommittedApiTest {
    private static final Path COMMITTED = Path.of("..", "docs", "reference", "openapi");

    @ParameterizedTest
    @CsvSource({
        "identity, services/identity",
        "compute, services/compute/service",
        "network, services/network/service",
        "memory-broker, services/memory-broker/service",
        "audit, services/audit"
    })
    void the_committed_document_is_the_built_one(String service, String module) throws IOException {
        Path built = Path.of("..", module, "target", "openapi", "openapi.json");
        assertThat(COMMITTED.resolve(service + ".json"))
                .as("after a change: cp " + built.normalize() + " " + COMMITTED.normalize() + "/" + service + ".json")
                .hasContent(Files.readString(built));
    }
}
