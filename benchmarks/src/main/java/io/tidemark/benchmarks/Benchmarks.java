package io.tidemark.benchmarks;

import io.tidemark.benchmarks.create.CreateToRunning;
import io.tidemark.benchmarks.create.CreateTransactions;
import io.tidemark.benchmarks.memory.ResidentMemory;
import io.tidemark.benchmarks.start.DirectiveToRunning;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entrance: one sub-command per benchmark. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures, and writes what came out into docs/reference/benchmarks.md.",
        subcommands = {DirectiveToRunning.class, CreateToRunning.class, CreateTransactions.class, ResidentMemory.class})
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }
}
