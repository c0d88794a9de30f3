package io.tidemark.cli.platform;

import io.tidemark.launcher.Platform;
import io.tidemark.launcher.home.Home;
import io.tidemark.launcher.home.HomeLock;
import io.tidemark.launcher.host.Privilege;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide down}: stops a platform. */
@Command(
        name = "down",
        description = {
            "Stop the platform on this machine.",
            "",
            "Guests run on, and so do the daemons that they need; data stays. The next ./tide up finds all of it.",
            ""
        },
        footer = {"", "Examples:", "  ./tide down", "  ./tide down --guests", "  ./tide down --purge"})
public final class DownCommand extends PlatformCommand {
    @Option(names = "--guests", description = "Also switch guests off, at once, and end their daemons.")
    private boolean guests;

    @Option(
            names = "--purge",
            description = "Also switch guests off and remove everything of the platform: disks, data, networks.")
    private boolean purge;

    @Option(names = "--yes", description = "Do not ask before --purge.")
    private boolean yes;

    @Override
    int run() throws IOException, InterruptedException {
        Home home = home();
        PrintWriter out = out();
        if (!Files.isDirectory(home.run())) {
            out.println("There is no platform in " + home.root() + ".");
            return 0;
        }
        if (purge && !yes && !agreed(out, home)) {
            out.println("Nothing was removed.");
            return 1;
        }
        if (!Privilege.isRoot() && !Files.isWritable(home.run())) {
            return AsRoot.again(spec(), "--yes");
        }
        stop(new Steps(out), home);
        return 0;
    }

    private static boolean agreed(PrintWriter out, Home home) throws IOException {
        out.print("Remove the platform in " + home.root() + " with all its guests and data? [y/N] ");
        out.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }

    private void stop(Steps steps, Home home) throws IOException, InterruptedException {
        try (HomeLock lock = HomeLock.changing(home, () -> steps.done("another up or down is at work here: waiting"))) {
            Platform platform = Platform.of(home);
            platform.stop(steps::done);
            if (guests || purge) {
                steps.run("guests and their daemons", detail -> platform.stopGuests());
            }
            if (!purge && platform.recordings() > 0) {
                steps.run("start-up caches (once)", platform::makeStartCaches);
            }
            if (purge) {
                steps.run("removal of " + home.root(), detail -> platform.purge(part -> {}));
            }
        }
    }
}
