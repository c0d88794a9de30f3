package io.tidemark.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.client.Person.Ended;
import io.tidemark.cli.client.command.ClientCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HelpTest {
    private final Person newcomer = new Person(Path.of("/nowhere"));

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::below));
    }

    @Test
    void everyCommandTeachesByAnExampleOfItself() {
        var commands = below(newcomer.commandLine())
                .filter(command -> command.getCommand() instanceof ClientCommand)
                .toList();
        assertThat(commands).as("the whole client").hasSizeGreaterThan(25);
        assertThat(commands).allSatisfy(command -> {
            String help = command.getUsageMessage();
            assertThat(help)
                    .contains("Example")
                    .contains("  " + command.getCommandSpec().qualifiedName());
            assertThat(help).contains("Exit codes:").contains("  4   the platform is not reachable");
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        });
    }

    @Test
    void everyOptionAndParameterIsDescribed() {
        assertThat(below(newcomer.commandLine()))
                .allSatisfy(command -> assertThat(command.getCommandSpec().args())
                        .allSatisfy(arg -> assertThat(arg.description()).isNotEmpty()));
    }

    @Test
    void helpGoesToStandardOutputAndEndsWell() {
        Ended ended = newcomer.runs("vm", "create", "--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Usage: tide vm create [OPTIONS]");
        assertThat(newcomer.runs("vm", "crate").err()).contains("Did you mean: vm create");
    }

    @Test
    void onlyTheCommandThatIsAskedForIsReadUnlessAllAreNeeded() {
        assertThat(newcomer.commandLine("vm", "list").getSubcommands()).containsOnlyKeys("vm");
        assertThat(newcomer.commandLine("--help").getSubcommands())
                .hasSize(ClientCommands.all().size());
        assertThat(newcomer.commandLine("completion").getSubcommands())
                .hasSize(ClientCommands.all().size());
        assertThat(newcomer.commandLine("vn").getSubcommands())
                .hasSize(ClientCommands.all().size());
    }

    @Test
    void theRehearsalForTheStartUpCacheEndsWellAndIsNotAdvertised() {
        Ended ended = newcomer.runs("rehearse");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(newcomer.commandLine().getUsageMessage()).doesNotContain("rehearse");
    }

    @Test
    void theCompletionScriptCompletesInARealShell(@TempDir Path directory) throws IOException, InterruptedException {
        Path script = Files.writeString(
                directory.resolve("tide"), newcomer.runs("completion").out());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(tide vm st); COMP_CWORD=2; _complete_tide;"
                                + " echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("start", "stop");
    }
}
