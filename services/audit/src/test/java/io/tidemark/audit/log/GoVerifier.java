package io.tidemark.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@code src/test/go/verify.go} with Debian's copy of golang.org/x/mod; nothing is downloaded. */
public final class GoVerifier {

    /** Where Debian's packages put Go sources. */
    private static final Path SOURCES = Path.of("/usr/share/gocode");

    private static final Path NOTE = SOURCES.resolve("src/golang.org/x/mod/sumdb/note/note.go");

    /** Inside the build's folder, so that only the first run compiles the standard library. */
    private static final Path CACHE = Path.of("target/go-cache").toAbsolutePath();

    /** Compiling takes a few seconds the first time on two busy cores. */
    private static final long SECONDS = 180;

    private GoVerifier() {}

    public record Outcome(String output, String errors) {}

    public static Outcome run(Path work, String input) throws IOException, InterruptedException {
        assertThat(NOTE)
                .as("sumdb/note is missing: apt-get install golang-golang-x-mod-dev")
                .exists();
        Path in = Files.writeString(work.resolve("in.json"), input);
        Path out = work.resolve("out");
        Path err = work.resolve("err");
        ProcessBuilder command = new ProcessBuilder(go(), "run", "src/test/go/verify.go")
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        command.environment()
                .putAll(Map.of(
                        "GO111MODULE", "off",
                        "GOPATH", SOURCES.toString(),
                        "GOFLAGS", "",
                        "GOTOOLCHAIN", "local",
                        "GOCACHE", CACHE.toString()));
        Process process = command.start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("verify.go ended within %d s", SECONDS).isTrue();
        return new Outcome(Files.readString(out), Files.readString(err));
    }

    private static String go() {
        Stream<String> path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator));
        return Stream.concat(path, Stream.of("/usr/local/go/bin", "/usr/lib/go/bin"))
                .map(folder -> Path.of(folder, "go"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new AssertionError("go is missing: apt-get install golang-go"));
    }
}
