package io.tidemark.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.client.command.PlacingFactory;
import io.tidemark.cli.client.surroundings.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Somebody at a shell: a home directory, variables, a clock that moves when a command waits, and typed commands. */
final class Person {
    static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");

    /** How a command ended. */
    record Ended(int code, String out, String err) {}

    @Command(name = "tide")
    static final class Root {}

    private final Path home;
    private final Map<String, String> variables = new HashMap<>();
    private volatile Instant now = MORNING;
    private InputStream typed = InputStream.nullInputStream();

    Person(Path home) {
        this.home = home;
    }

    /** Somebody with a token in a variable, for a platform in a variable. */
    static Person at(FakePlatform platform, Path home) {
        return new Person(home).with("TIDE_SERVER", platform.address()).with("TIDE_TOKEN", "token-1");
    }

    Person with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Person without(String variable) {
        variables.remove(variable);
        return this;
    }

    Person types(String text) {
        return types(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    Person types(InputStream keys) {
        typed = keys;
        return this;
    }

    synchronized void waits(Duration duration) {
        now = now.plus(duration);
    }

    Instant now() {
        return now;
    }

    Path profile(String name) {
        return home.resolve(".config/tide").resolve(name);
    }

    Ended runs(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine tide = commandLine(args);
        tide.setOut(new PrintWriter(out));
        tide.setErr(new PrintWriter(err));
        int code = tide.execute(args);
        return new Ended(code, out.toString(), err.toString());
    }

    /** What a command that must succeed prints. */
    String out(String... args) {
        Ended ended = runs(args);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out();
    }

    CommandLine commandLine(String... args) {
        Surroundings surroundings = new Surroundings(variables, home, typed, false, clock(), this::waits);
        CommandLine tide = new CommandLine(new Root(), new PlacingFactory(surroundings));
        ClientCommands.register(tide, args);
        return tide;
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
