package io.tidemark.cli.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidemark.launcher.Platform;
import io.tidemark.launcher.PlatformStatus;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide status}: what runs, and what it takes. */
@Command(
        name = "status",
        description = {"Show the parts of the platform on this machine and their resident memory.", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every part is ready", "3:some part is not ready"})
public final class StatusCommand extends PlatformCommand {
    private static final int NOT_READY = 3;

    /** How the answer is written. */
    enum Format {
        table,
        json,
        yaml
    }

    @Option(
            names = {"-o", "--output"},
            description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.table;

    @Override
    int run() throws IOException {
        PlatformStatus status = PlatformStatus.of(Platform.of(home()));
        PrintWriter out = out();
        switch (format) {
            case table -> Summary.table(out, status);
            case json ->
                out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(status));
            case yaml -> out.print(new YAMLMapper().writeValueAsString(status));
        }
        out.flush();
        return status.ready() ? 0 : NOT_READY;
    }
}
