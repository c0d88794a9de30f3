package io.tidemark.cli.client.login;

import io.tidemark.cli.client.outcome.CommandFailure;
import io.tidemark.cli.client.surroundings.Surroundings;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a password comes from; never from the command line, which other users of the machine can read. */
final class Password {
    private final Surroundings surroundings;

    Password(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    String of(String user, boolean fromInput) {
        if (fromInput) {
            return fromInput();
        }
        Optional<String> variable = surroundings.variable("TIDE_PASSWORD");
        return variable.isPresent() ? variable.get() : asked(user);
    }

    private String fromInput() {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)).readLine();
            if (line != null && !line.isEmpty()) {
                return line;
            }
        } catch (IOException unreadable) {
            throw CommandFailure.usage("no password on standard input: " + unreadable.getMessage());
        }
        throw CommandFailure.usage("no password on standard input");
    }

    @SuppressWarnings("SystemConsoleNull") // it is null again since JDK 25, where nobody sits at a terminal
    private String asked(String user) {
        Console console = System.console();
        if (surroundings.terminal() && console != null) {
            char[] typed = console.readPassword("Password of %s: ", user);
            if (typed != null && typed.length > 0) {
                return new String(typed);
            }
        }
        throw CommandFailure.usage("no password: use a terminal, --password-stdin or TIDE_PASSWORD");
    }
}
