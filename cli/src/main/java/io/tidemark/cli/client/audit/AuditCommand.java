package io.tidemark.cli.client.audit;

import io.tidemark.cli.client.command.GroupCommand;
import picocli.CommandLine.Command;

/** {@code tide audit}. */
@Command(
        name = "audit",
        description = "The tamper-evident record: what caused what, and proof that nothing was changed.",
        subcommands = {AuditTraceCommand.class, AuditVerifyCommand.class})
public final class AuditCommand extends GroupCommand {}
