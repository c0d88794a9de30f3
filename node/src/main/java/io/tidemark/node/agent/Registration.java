package io.tidemark.node.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.memorybroker.node.telemetry.HostMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a node tells of itself at every start of its agent. */
record Registration(String nodeId, String bootId, String agentVersion, String consoleAddress, JsonNode capabilities) {
    static final String TYPE = "tidemark.node.node.registered.v1";
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("nodeId", nodeId);
        body.put("hostname", hostname());
        body.put("cpus", Runtime.getRuntime().availableProcessors());
        body.put("memoryBytes", HostMemory.read().total().bytes());
        body.set("capabilities", capabilities);
        body.put("bootId", bootId);
        body.put("agentVersion", agentVersion);
        body.put("consoleAddress", consoleAddress);
        return body;
    }

    private static String hostname() {
        try {
            return Files.readString(HOSTNAME).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("this kernel does not tell the host's name", e);
        }
    }
}
