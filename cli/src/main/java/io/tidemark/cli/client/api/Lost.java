package io.tidemark.cli.client.api;

import io.tidemark.cli.client.outcome.CommandFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Says in words why no answer came. */
public final class Lost {
    private Lost() {}

    public static CommandFailure contact(URI server, IOException why) {
        return CommandFailure.unreachable("cannot reach " + server + ": " + reason(why), why);
    }

    /** Why, in a few words. */
    public static String reason(IOException why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "no such host";
            }
            if (cause instanceof SSLException) {
                return "no trusted TLS connection (" + cause.getMessage() + ")";
            }
        }
        return switch (why) {
            case HttpTimeoutException late -> "no answer in time";
            case ConnectException refused -> "connection refused (is the platform up? try: tide status)";
            default -> "the connection was lost";
        };
    }
}
