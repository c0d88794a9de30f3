package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.Answer;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.api.Lost;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.Reconnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;

/**
 * Copies a guest's console to a writer. It counts the bytes it has seen, so after a lost connection it goes on with
 * the next one: nothing is missing and nothing comes twice. For one thread.
 */
final class ConsoleLog {
    private final ApiClient api;
    private final String vmId;
    private final PrintWriter out;
    private final Utf8Text text = new Utf8Text();
    private long position;

    /** @param fromByte where in the log to begin */
    ConsoleLog(ApiClient api, String vmId, PrintWriter out, long fromByte) {
        this.api = api;
        this.vmId = vmId;
        this.out = out;
        this.position = fromByte;
    }

    /** What the log holds now. */
    void copy() {
        try {
            copyOnce(false, () -> {});
        } catch (IOException lost) {
            throw Lost.contact(api.server(), lost);
        }
    }

    /** What the log holds and what comes, until the platform ends it. */
    void follow(Reconnection reconnection) {
        while (true) {
            try {
                copyOnce(true, reconnection::seen);
                return;
            } catch (IOException lost) {
                reconnection.lost(lost);
            }
        }
    }

    private void copyOnce(boolean follow, Runnable onContact) throws IOException {
        ApiPath path = new ApiPath(ObjectKind.VM.one(vmId).text() + "/console")
                .with("fromByte", Long.toString(position))
                .with("follow", Boolean.toString(follow));
        try (Answer answer = api.open(api.request("GET", path).streamed("text/plain"))) {
            onContact.run();
            InputStream stream = answer.body();
            byte[] bytes = new byte[8192];
            for (int read = stream.read(bytes); read >= 0; read = stream.read(bytes)) {
                position += read;
                onContact.run();
                out.print(text.of(bytes, read));
                out.flush();
            }
        }
    }
}
