package io.tidemark.identity.application;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.Outcome;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Appends what the seed file names and the log has never heard of, before the service answers its first request.
 * What somebody changed since stays changed.
 */
@ApplicationScoped
public class Bootstrap {
    private static final Logger LOG = Logger.getLogger(Bootstrap.class);
    private static final String OFF = "off";
    private static final String EMBEDDED = "embedded";

    private final Tenants tenants;
    private final Roles roles;
    private final Grants grants;
    private final String source;

    /** @param source {@code embedded}, {@code off}, or the path of a file of the same form as the embedded one */
    public Bootstrap(
            Tenants tenants,
            Roles roles,
            Grants grants,
            @ConfigProperty(name = "tidemark.identity.seed", defaultValue = EMBEDDED) String source) {
        this.tenants = tenants;
        this.roles = roles;
        this.grants = grants;
        this.source = source;
    }

    void start(@Observes StartupEvent event) throws Throwable {
        if (source.equals(OFF)) {
            LOG.info("nothing is seeded: tidemark.identity.seed=off");
            return;
        }
        Seed seed = Json.read(text(), Seed.class);
        VertxContextSupport.subscribeAndAwait(() -> apply(seed));
        LOG.infof(
                "seeded: source=%s tenants=%d roles=%d grants=%d",
                source,
                seed.tenants().size(),
                seed.roles().size(),
                seed.grants().size());
    }

    private String text() throws IOException {
        if (!source.equals(EMBEDDED)) {
            return Files.readString(Path.of(source));
        }
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream("seed.json")) {
            if (in == null) {
                throw new IllegalStateException("seed.json is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Once more is harmless. */
    public Uni<Void> apply(Seed seed) {
        Cause cause = Cause.spontaneous(UUID.randomUUID(), "identity-seed");
        List<Supplier<Uni<? extends Outcome<?>>>> steps = new ArrayList<>();
        seed.tenants().forEach(tenant -> steps.add(() -> tenants.seed(tenant.command(), cause)));
        seed.roles().forEach(role -> steps.add(() -> roles.seed(role.command(), cause)));
        seed.grants().forEach(grant -> steps.add(() -> grants.seed(grant.command(), cause)));
        return InTurn.each(steps, step -> step.get().invoke(Bootstrap::tell));
    }

    private static void tell(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?>(Rejection reason)) {
            LOG.warnf("not seeded: code=%s detail=%s", reason.code().name(), reason.detail());
        }
    }
}
