package io.tidemark.identity.api;

import io.tidemark.authz.SigningKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where to sign in: the one answer that needs no token. */
@Path("/api/identity/v1/signin")
@Tag(name = "sign-in")
@Produces(MediaType.APPLICATION_JSON)
public class SignInResource {
    private final SignIn answer;

    public SignInResource(
            SigningKeys keys,
            @ConfigProperty(name = "tidemark.oidc.cli-client", defaultValue = "tidemark-cli") String cli,
            @ConfigProperty(name = "tidemark.oidc.console-client", defaultValue = "tidemark-console") String console) {
        this.answer = new SignIn(keys.issuer(), cli, console);
    }

    /** An OpenID Connect issuer and the client ids that it knows us under. */
    public record SignIn(String issuer, String cliClientId, String consoleClientId) {}

    @GET
    @Operation(operationId = "signIn", summary = "Where to sign in")
    @SecurityRequirements
    public SignIn signIn() {
        return answer;
    }
}
