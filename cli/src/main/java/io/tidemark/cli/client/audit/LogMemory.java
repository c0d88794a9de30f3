package io.tidemark.cli.client.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.proof.Checkpoint;
import io.tidemark.cli.client.proof.Hash;
import io.tidemark.cli.client.proof.UnprovenException;
import io.tidemark.cli.client.proof.VerifierKey;
import io.tidemark.cli.client.session.ProfileStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was seen of each platform's log before, kept beside the profile. The log can then neither change its key nor
 * show another history than it showed before without being caught here.
 */
final class LogMemory {
    private final ProfileStore store;
    private final Path file;
    private final String server;

    LogMemory(ProfileStore store, String profile, URI server) {
        this.store = store;
        this.file = store.companionOf(profile, "audit-log");
        this.server = server.toString();
    }

    /** The key that signed before; empty when this log has not been seen. */
    String key() {
        return Json.text(all().path(server), "key");
    }

    /**
     * Has the log prove that it only grew since it was last seen, and remembers it as it is now.
     *
     * @param checkpoint a verified one
     */
    void admit(VerifierKey key, Checkpoint checkpoint, AuditLog log) throws UnprovenException {
        ObjectNode all = all();
        JsonNode seen = all.path(server);
        long seenSize = seen.path("size").asLong(0);
        if (checkpoint.size() < seenSize) {
            throw new UnprovenException("the log has shrunk: " + seenSize + " records were signed before, now "
                    + checkpoint.size() + " (remembered in " + file + ")");
        }
        if (seenSize > 0) {
            requireGrown(seenSize, Hash.ofBase64(Json.text(seen, "root")), checkpoint, log);
        }
        ObjectNode now = Json.object();
        now.put("key", key.text())
                .put("size", checkpoint.size())
                .put("root", checkpoint.root().base64());
        all.set(server, now);
        store.write(file, Json.pretty(all));
    }

    private void requireGrown(long seenSize, Hash seenRoot, Checkpoint checkpoint, AuditLog log)
            throws UnprovenException {
        if (checkpoint.size() > seenSize) {
            log.consistency(seenSize, checkpoint).verify(seenSize, seenRoot, checkpoint);
        } else if (!checkpoint.root().equals(seenRoot)) {
            throw new UnprovenException("the log shows another history than before: two roots are signed for "
                    + seenSize + " records (remembered in " + file + ")");
        }
    }

    /** Forgets this log, to trust what it shows next. */
    void forget() {
        ObjectNode all = all();
        if (all.remove(server) != null) {
            store.write(file, Json.pretty(all));
        }
    }

    private ObjectNode all() {
        if (!Files.exists(file)) {
            return Json.object();
        }
        try {
            if (Json.read(Files.readAllBytes(file)) instanceof ObjectNode known) {
                return known;
            }
        } catch (IOException unreadable) {
            throw CommandFailure.failed(file + " cannot be read: " + unreadable.getMessage());
        }
        throw CommandFailure.failed(file + " is not what was written there; look at it, then remove it");
    }
}
