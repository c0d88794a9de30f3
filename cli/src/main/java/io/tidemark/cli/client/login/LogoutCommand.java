package io.tidemark.cli.client.login;

import io.tidemark.cli.client.command.ClientCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.session.Connection;
import io.tidemark.cli.client.session.Profile;
import io.tidemark.cli.client.session.SignOut;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code tide logout}. */
@Command(
        name = "logout",
        description = "Sign out: end the session at the identity provider and forget the tokens.",
        footerHeading = "%nExample:%n",
        footer = "  tide logout")
public final class LogoutCommand extends ClientCommand {
    @Override
    protected int run() {
        Connection connection = connection();
        Optional<Profile> profile = connection.store().load(connection.profileName());
        if (profile.isEmpty()) {
            out().println("Nobody is signed in.");
        } else {
            boolean revoked = new SignOut(connection.anonymous()).revoke(profile.get());
            connection.store().delete(connection.profileName());
            out().println("Signed out of " + profile.get().server() + "."
                    + (revoked ? "" : " The identity provider could not be told; its session ends by itself."));
        }
        out().flush();
        return ExitCodes.OK;
    }
}
