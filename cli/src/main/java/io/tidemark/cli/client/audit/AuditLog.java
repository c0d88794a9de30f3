package io.tidemark.cli.client.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.proof.Checkpoint;
import io.tidemark.cli.client.proof.ConsistencyProof;
import io.tidemark.cli.client.proof.Hash;
import io.tidemark.cli.client.proof.InclusionProof;
import io.tidemark.cli.client.proof.UnprovenException;
import io.tidemark.cli.client.proof.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/** The audit service's log, fetched and not yet believed. */
final class AuditLog {
    private final ApiClient api;

    AuditLog(ApiClient api) {
        this.api = api;
    }

    String key() {
        return api.text(ApiPath.of("audit", "key")).strip();
    }

    Checkpoint checkpoint(VerifierKey key) throws UnprovenException {
        return Checkpoint.verified(api.text(ApiPath.of("audit", "checkpoint")), key);
    }

    /** The proof of one record in the log as it was at the checkpoint. */
    InclusionProof inclusion(long leaf, Checkpoint checkpoint) throws UnprovenException {
        JsonNode answer = api.get(ApiPath.of("audit", "records", Long.toString(leaf), "proof")
                .with("treeSize", Long.toString(checkpoint.size())));
        if (answer.path("leaf").asLong(-1) != leaf) {
            throw new UnprovenException("asked for record " + leaf + ", got the proof of another");
        }
        return new InclusionProof(
                leaf,
                answer.path("treeSize").asLong(),
                Json.text(answer, "record"),
                Hash.ofHex(Json.text(answer, "leafHash")),
                path(answer),
                Hash.ofHex(Json.text(answer, "rootHash")));
    }

    /** The proof that the log at the checkpoint begins with what it was before. */
    ConsistencyProof consistency(long oldSize, Checkpoint checkpoint) throws UnprovenException {
        JsonNode answer = api.get(ApiPath.of("audit", "consistency")
                .with("oldSize", Long.toString(oldSize))
                .with("newSize", Long.toString(checkpoint.size())));
        return new ConsistencyProof(path(answer));
    }

    private static List<Hash> path(JsonNode proof) throws UnprovenException {
        List<Hash> path = new ArrayList<>();
        for (JsonNode hash : proof.path("path")) {
            path.add(Hash.ofHex(hash.asText()));
        }
        return path;
    }
}
