package io.tidemark.cli.platform;

import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.host.Privilege;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the command that is running once more, through sudo. */
final class AsRoot {
    private AsRoot() {}

    /** Answers the exit code of the second run. */
    static int again(CommandSpec spec, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dtidemark.clone=" + Clone.find().root(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.tidemark.cli.Tide"));
        command.addAll(spec.root().commandLine().getParseResult().originalArgs());
        command.addAll(List.of(more));
        return new ProcessBuilder(Privilege.privileged(command))
                .inheritIO()
                .start()
                .waitFor();
    }
}
