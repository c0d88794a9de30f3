package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.outcome.ExitCodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Sends typed lines to a guest's console. */
final class ConsoleKeyboard {
    /** Control-]: leaves the console, as with telnet. */
    private static final char LEAVE = 0x1d;

    private final ApiClient api;
    private final ApiPath input;
    private final BufferedReader keys;
    private final PrintWriter err;

    ConsoleKeyboard(ApiClient api, String vmId, InputStream keys, PrintWriter err) {
        this.api = api;
        this.input = new ApiPath(ObjectKind.VM.one(vmId).text() + "/console/input");
        this.keys = new BufferedReader(new InputStreamReader(keys, StandardCharsets.UTF_8));
        this.err = err;
    }

    /**
     * Sends line after line.
     *
     * @return true when the person left; false when there is no more input, and the console is only to be watched
     */
    boolean forward() {
        try {
            for (String line = keys.readLine(); line != null; line = keys.readLine()) {
                if (line.indexOf(LEAVE) >= 0) {
                    return true;
                }
                send(line + "\n");
            }
            return false;
        } catch (IOException closed) {
            return false;
        }
    }

    private void send(String typed) {
        try {
            api.write(api.request("POST", input).text(typed), UUID.randomUUID().toString());
        } catch (CommandFailure failure) {
            if (failure.exitCode() != ExitCodes.UNREACHABLE) {
                throw failure;
            }
            err.println("tide: not sent: " + failure.getMessage());
            err.flush();
        }
    }
}
