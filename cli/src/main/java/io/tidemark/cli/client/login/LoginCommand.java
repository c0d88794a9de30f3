package io.tidemark.cli.client.login;

import io.tidemark.cli.client.command.ClientCommand;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.session.Connection;
import io.tidemark.cli.client.session.DeviceSignIn;
import io.tidemark.cli.client.session.PasswordSignIn;
import io.tidemark.cli.client.session.Profile;
import io.tidemark.cli.client.session.Provider;
import io.tidemark.cli.client.session.Tokens;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide login}. */
@Command(
        name = "login",
        description = {
            "Sign in. Shows an address and a code to confirm in any browser, on any machine.",
            "With --user, signs in by password instead, which only the embedded default offers; the password comes"
                    + " from a prompt, from standard input or from TIDE_PASSWORD.",
            "The sign-in is kept in ~/.config/tide/<profile>.json, readable by you only, and renewed by itself."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tide login",
            "  tide login --user alice",
            "  tide login --server https://tidemark.example.org --profile work",
            "  pass tide/alice | tide login --user alice --password-stdin"
        })
public final class LoginCommand extends ClientCommand {
    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Sign in by password as this user.")
    private @Nullable String user;

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean passwordFromInput;

    @Override
    protected int run() {
        Connection connection = connection();
        URI server = connection.server();
        Provider provider = Provider.of(connection.anonymousClient(), connection.anonymous());
        warnOfPlainText(server);
        warnOfPlainText(URI.create(provider.issuer()));
        Tokens tokens = signIn(provider);
        String name = tokens.userOr(user == null ? "" : user);
        connection
                .store()
                .save(
                        connection.profileName(),
                        new Profile(server, provider.issuer(), provider.clientId(), name, tokens));
        out().println("Signed in to " + server + (name.isEmpty() ? "" : " as " + name) + ".");
        out().flush();
        return ExitCodes.OK;
    }

    private Tokens signIn(Provider provider) {
        String named = user;
        if (named == null) {
            return new DeviceSignIn(connection().anonymous(), surroundings()).signIn(provider, this::invite);
        }
        String password = new Password(surroundings()).of(named, passwordFromInput);
        return new PasswordSignIn(connection().anonymous(), surroundings().clock()).signIn(provider, named, password);
    }

    private void invite(String address, String code) {
        out().println("To sign in, open");
        out().println("  " + address);
        out().println("and confirm the code " + code + ". Waiting ...");
        out().flush();
    }

    private void warnOfPlainText(URI address) {
        if ("http".equals(address.getScheme()) && !isThisMachine(address)) {
            err().println("tide: " + address + " is not encrypted: whoever is between can read your sign-in");
            err().flush();
        }
    }

    private static boolean isThisMachine(URI address) {
        try {
            return InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
