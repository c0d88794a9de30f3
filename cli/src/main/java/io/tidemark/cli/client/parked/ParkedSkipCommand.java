package io.tidemark.cli.client.parked;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.WritingCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide parked skip}. */
@Command(
        name = "skip",
        description = {
            "Count the event that holds up a key as handled, without its effect, and go on with those behind it.",
            "Your name and the reason are recorded in the service's log."
        },
        footerHeading = "%nExample:%n",
        footer = "  tide parked skip network compute 5a0c2f7e-8d1b-4a63-b4a5-1f1de8f0c9aa 7 --reason 'image lost'")
public final class ParkedSkipCommand extends WritingCommand {
    @Mixin
    private ParkedKey key = new ParkedKey();

    @Parameters(index = "3", paramLabel = "REVISION", description = "The revision that holds up the key.")
    private long revision;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the record.")
    private String reason = "";

    @Override
    protected int run() {
        ApiClient api = api();
        write(
                api,
                api.request("POST", key.parked("skip"))
                        .json(key.body().put("revision", revision).put("reason", reason)));
        key.show(api, output());
        return ExitCodes.OK;
    }
}
