package io.tidemark.launcher.part;

import io.tidemark.launcher.host.Command;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who runs PostgreSQL, which refuses root. For root that is the system user {@value #NAME}, made on first need and
 * kept, as a package's user is; anybody else runs it as himself.
 */
final class PostgresUser {
    static final String NAME = "tidemark-pg";

    private final boolean root = "root".equals(System.getProperty("user.name"));

    /** The command, to be run by that user. It replaces itself by the program, so the process number stays. */
    List<String> running(List<String> command) {
        return root
                ? Stream.concat(
                                Stream.of("setpriv", "--reuid=" + NAME, "--regid=" + NAME, "--clear-groups"),
                                command.stream())
                        .toList()
                : command;
    }

    void ensure() throws IOException {
        if (!root || Command.run("id", NAME).ok()) {
            return;
        }
        Command.Result added = Command.run(
                "useradd",
                "--system",
                "--user-group",
                "--no-create-home",
                "--home-dir",
                "/nonexistent",
                "--shell",
                "/usr/sbin/nologin",
                NAME);
        // Another platform may have made it at the same moment.
        if (!added.ok() && !Command.run("id", NAME).ok()) {
            throw new IOException("the system user " + NAME + " could not be made: "
                    + added.output().strip());
        }
    }

    void own(Path path) throws IOException {
        if (root) {
            UserPrincipalLookupService lookup = FileSystems.getDefault().getUserPrincipalLookupService();
            PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            view.setOwner(lookup.lookupPrincipalByName(NAME));
            view.setGroup(lookup.lookupPrincipalByGroupName(NAME));
        }
    }
}
