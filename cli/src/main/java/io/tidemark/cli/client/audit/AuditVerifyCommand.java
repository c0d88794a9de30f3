package io.tidemark.cli.client.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.ReadingCommand;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import io.tidemark.cli.client.output.Words;
import io.tidemark.cli.client.proof.Checkpoint;
import io.tidemark.cli.client.proof.InclusionProof;
import io.tidemark.cli.client.proof.UnprovenException;
import io.tidemark.cli.client.proof.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide audit verify}. */
@Command(
        name = "verify",
        description = {
            "Prove on this machine that a record stands unchanged in the signed log: hash the record, follow its"
                    + " Merkle path to the root, and check the Ed25519 signature over that root.",
            "The log's key and root are remembered, so a log that changes its key or rewrites what it showed before"
                    + " is caught the next time."
        },
        footerHeading = "%nExamples: the newest record; record 42; every record of one request%n",
        footer = {
            "  tide audit verify",
            "  tide audit verify 42 --key 'tidemark.example+c74f20a3+ARpc2Q...'",
            "  tide audit trace ID -q | xargs -n1 tide audit verify"
        })
public final class AuditVerifyCommand extends ReadingCommand {
    private static final View VIEW = View.identifiedBy("leaf")
            .column("verified", Cell.text("verified"))
            .column("record", Cell.text("leaf"))
            .column("event", Cell.text("event"))
            .column("log", Cell.text("origin"))
            .column("records", Cell.text("treeSize"))
            .column("root", Cell.text("rootHash"))
            .column("signed by", Cell.text("key"))
            .column("key from", Cell.text("keyFrom"));

    @Parameters(arity = "0..1", paramLabel = "RECORD", description = "Its number (leaf). Default: the newest.")
    private @Nullable Long leaf;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The log's verifier key, from a source you trust. Default: the one remembered, at first the"
                    + " one that the platform shows.")
    private @Nullable String givenKey;

    @Option(names = "--forget", description = "Forget what was seen of this log before.")
    private boolean forget;

    @Override
    protected int run() {
        try {
            output().one(verified(), VIEW);
            return ExitCodes.OK;
        } catch (UnprovenException unproven) {
            throw CommandFailure.failed("NOT VERIFIED: " + Words.oneLine(String.valueOf(unproven.getMessage())));
        }
    }

    private ObjectNode verified() throws UnprovenException {
        ApiClient api = api();
        LogMemory memory = new LogMemory(connection().store(), connection().profileName(), api.server());
        if (forget) {
            memory.forget();
        }
        AuditLog log = new AuditLog(api);
        KeyInUse key = key(log, memory);
        Checkpoint checkpoint = log.checkpoint(key.key());
        memory.admit(key.key(), checkpoint, log);
        ObjectNode result = result(checkpoint, key);
        Long asked = leaf;
        if (asked == null && checkpoint.size() == 0) {
            return result;
        }
        InclusionProof proof = log.inclusion(asked != null ? asked : checkpoint.size() - 1, checkpoint);
        proof.verifyAgainst(checkpoint);
        return result.put("leaf", proof.leaf())
                .put("event", RecordText.of(proof.record()))
                .put("record", proof.record());
    }

    private record KeyInUse(VerifierKey key, String from) {}

    private KeyInUse key(AuditLog log, LogMemory memory) throws UnprovenException {
        String given = givenKey;
        if (given != null) {
            return new KeyInUse(VerifierKey.parse(given), "--key");
        }
        String shown = log.key();
        String remembered = memory.key();
        if (remembered.isEmpty()) {
            return new KeyInUse(VerifierKey.parse(shown), "the platform, now remembered");
        }
        if (!remembered.equals(shown)) {
            throw new UnprovenException("the log shows another key than before: " + shown + ", remembered " + remembered
                    + "; if its operator confirms the change, use --forget");
        }
        return new KeyInUse(VerifierKey.parse(remembered), "remembered");
    }

    private static ObjectNode result(Checkpoint checkpoint, KeyInUse key) {
        return Json.object()
                .put("verified", true)
                .put("origin", checkpoint.origin())
                .put("treeSize", checkpoint.size())
                .put("rootHash", checkpoint.root().base64())
                .put("key", key.key().text())
                .put("keyFrom", key.from());
    }
}
