package io.tidemark.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.NodeProgram;
import io.tidemark.launcher.Platform;
import io.tidemark.launcher.Preflight;
import io.tidemark.launcher.home.Clone;
import io.tidemark.launcher.host.HostPackages;
import io.tidemark.launcher.host.Kernel;
import io.tidemark.launcher.host.Privilege;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code tide doctor}: whether this machine can run a platform. */
@Command(
        name = "doctor",
        description = {
            "Look at this machine and say what a platform finds on it, what it will use, and what is missing.",
            "What the running node found and uses is in: ./tide node list, ./tide node show.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:a platform can run here", "1:something must be mended first"})
public final class DoctorCommand extends PlatformCommand {
    private record Row(String name, String verdict, String detail) {}

    @Override
    int run() throws IOException, InterruptedException {
        Platform platform = Platform.of(home());
        Preflight preflight = new Preflight(platform.home(), platform.ports());
        List<Row> rows = new ArrayList<>();
        rows.add(row("JDK", preflight.jdk(), System.getProperty("java.home")));
        rows.add(row("root", preflight.root(), "present, or sudo"));
        rows.add(row("disk", preflight.disk(), "enough under " + platform.home().root()));
        rows.add(row(
                "ports",
                preflight.ports(),
                "free or ours from " + platform.ports().base()));
        rows.add(packages(preflight));
        Kernel.findings()
                .forEach(finding ->
                        rows.add(new Row(finding.name(), finding.present() ? "ok" : "note", finding.consequence())));
        rows.addAll(probed(platform));
        PrintWriter out = out();
        rows.forEach(row -> out.printf("  %-5s %-24s %s%n", row.verdict(), row.name(), row.detail()));
        out.flush();
        return rows.stream().anyMatch(row -> row.verdict().equals("MEND")) ? 1 : 0;
    }

    /** What the node finds by trying, once it is built; that needs root. */
    private static List<Row> probed(Platform platform) throws IOException, InterruptedException {
        NodeProgram node = new NodeProgram(platform.home(), Clone.find());
        if (!node.exists() || !Privilege.isRoot()) {
            return List.of();
        }
        JsonNode found = node.probe();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("guests run by", "ok", found.path("accelerator").asText()));
        found.path("findings")
                .forEach(finding -> rows.add(new Row(
                        finding.path("name").asText(),
                        "node",
                        finding.path("found").asText() + "; uses "
                                + finding.path("use").asText() + ": "
                                + finding.path("why").asText())));
        return rows;
    }

    private static Row row(String name, Optional<String> problem, String fine) {
        return problem.map(line -> new Row(name, "MEND", line)).orElseGet(() -> new Row(name, "ok", fine));
    }

    private static Row packages(Preflight preflight) {
        Optional<String> noApt = preflight.packages();
        if (noApt.isPresent()) {
            return new Row("packages", "MEND", noApt.get());
        }
        List<String> missing = HostPackages.missing();
        return missing.isEmpty()
                ? new Row("packages", "ok", "all installed")
                : new Row("packages", "note", "./tide up will install: " + String.join(" ", missing));
    }
}
