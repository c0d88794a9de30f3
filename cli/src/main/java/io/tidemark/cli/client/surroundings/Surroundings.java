package io.tidemark.cli.client.surroundings;

import java.io.Console;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The process around a command.
 *
 * @param environment variables by name
 * @param home the user's home directory
 * @param in standard input
 * @param terminal whether a person sits at a terminal: progress is drawn in place, passwords may be asked for
 * @param clock for ages and for the lifetime of tokens
 * @param pause how to wait between two tries
 */
public record Surroundings(
        Map<String, String> environment, Path home, InputStream in, boolean terminal, Clock clock, Pause pause) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                System.in,
                isTerminal(),
                Clock.systemUTC(),
                Thread::sleep);
    }

    @SuppressWarnings("SystemConsoleNull") // it is null again since JDK 25, where nobody sits at a terminal
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** A variable's value; an empty one counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Where profiles live: {@code $XDG_CONFIG_HOME/tide}, by default {@code ~/.config/tide}. */
    public Path configDirectory() {
        return variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> home.resolve(".config"))
                .resolve("tide");
    }
}
