package io.tidemark.cli.client.command;

import io.tidemark.cli.client.output.Format;
import io.tidemark.cli.client.output.Output;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Option;

/** For whom to write. */
public final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            order = 80,
            description = "One of: ${COMPLETION-CANDIDATES}. Default: table, for people; the others give the API's"
                    + " data as it is.")
    private Format format = Format.table;

    @Option(
            names = {"-q", "--quiet"},
            order = 81,
            description = "Print ids only, one per line.")
    private boolean quiet;

    public Output to(PrintWriter out, Clock clock) {
        return new Output(format, quiet, out, clock);
    }
}
