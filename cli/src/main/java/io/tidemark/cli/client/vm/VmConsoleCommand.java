package io.tidemark.cli.client.vm;

import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.ClientCommand;
import io.tidemark.cli.client.command.Concurrently;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.Reconnection;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.outcome.ExitCodes;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tide vm console}. */
@Command(
        name = "console",
        description = "Watch a guest's serial console and send it what you type, line by line. Ctrl-] and Enter leave.",
        footerHeading = "%nExamples:%n",
        footer = {"  tide vm console web1", "  tide vm console web1 --no-follow | tail -20"})
public final class VmConsoleCommand extends ClientCommand {
    @Parameters(paramLabel = "VM", description = "Name or id.")
    private String vm = "";

    @Option(names = "--no-follow", description = "Print what the console has written so far, and end.")
    private boolean noFollow;

    @Option(names = "--no-input", description = "Watch only; send nothing.")
    private boolean noInput;

    @Option(
            names = "--from-byte",
            paramLabel = "N",
            defaultValue = "0",
            description = "Where in the log to begin. Default: 0, at the beginning.")
    private long fromByte;

    @Override
    protected int run() {
        ApiClient api = api();
        String id = new References(api).forReading(ObjectKind.VM, vm);
        ConsoleLog log = new ConsoleLog(api, id, out(), fromByte);
        if (noFollow) {
            log.copy();
        } else {
            converse(api, id, log);
        }
        return ExitCodes.OK;
    }

    private void converse(ApiClient api, String id, ConsoleLog log) {
        Reconnection reconnection = new Reconnection(surroundings(), api.server());
        CompletableFuture<Void> ended = Concurrently.run(() -> log.follow(reconnection));
        CompletableFuture<Void> left = new CompletableFuture<>();
        if (!noInput) {
            if (surroundings().terminal()) {
                err().println("Console of " + vm + ". Ctrl-] and Enter leave.");
                err().flush();
            }
            ConsoleKeyboard keyboard =
                    new ConsoleKeyboard(api, id, surroundings().in(), err());
            Concurrently.run(() -> {
                        if (keyboard.forward()) {
                            left.complete(null);
                        }
                    })
                    .exceptionally(failure -> {
                        left.completeExceptionally(failure);
                        return null;
                    });
        }
        Concurrently.untilFirst(ended, left);
    }
}
