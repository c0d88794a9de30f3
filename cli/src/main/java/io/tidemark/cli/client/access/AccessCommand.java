package io.tidemark.cli.client.access;

import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide access}. */
@Command(
        name = "access",
        description = "Who may do what: grants of roles on the tree of objects.",
        subcommands = {AccessGrantsCommand.class, AccessExplainCommand.class})
public final class AccessCommand extends GroupCommand {
    static final ApiPath GRANTS = ApiPath.of("identity", "grants");
    static final ApiPath ROLES = ApiPath.of("identity", "roles");
    static final ApiPath WHOAMI = ApiPath.of("identity", "whoami");
}
