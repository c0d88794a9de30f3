package io.tidemark.identity.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.authz.AccessReplica;
import io.tidemark.authz.decision.AccessModel;
import io.tidemark.authz.decision.Holdings;
import io.tidemark.authz.decision.Membership;
import io.tidemark.authz.decision.ObjectPath;
import io.tidemark.authz.decision.Privilege;
import io.tidemark.authz.decision.Subject;
import io.tidemark.http.Caller;
import io.tidemark.http.EventFeed;
import io.tidemark.http.Fields;
import io.tidemark.http.Reads;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who the caller is, why somebody may or may not do something, and what happens. */
@Path("/api/identity/v1")
@Tag(name = "access")
public class AccessResource {
    private final Caller caller;
    private final AccessReplica replica;
    private final Reads reads;
    private final EventFeed feed;

    public AccessResource(Caller caller, AccessReplica replica, Reads reads, EventFeed feed) {
        this.caller = caller;
        this.replica = replica;
        this.reads = reads;
        this.feed = feed;
    }

    /**
     * The caller as identity knows it.
     *
     * @param groups ids, as last observed; empty for a user never observed, who is denied everything
     * @param privileges what is allowed, by path
     * @param denied what is denied, by path, and wins
     */
    public record WhoAmI(
            String subject, List<String> groups, List<Holdings.Holding> privileges, List<Holdings.Holding> denied) {}

    @GET
    @Path("whoami")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "whoAmI", summary = "Who the caller is, in which groups, and what the caller holds where")
    public WhoAmI whoAmI() {
        AccessModel model = replica.known().model();
        Subject.User user = new Subject.User(caller.subject());
        Holdings holdings = Holdings.of(model, user);
        List<String> groups = model.membership(user).map(Membership::groups).orElse(List.of()).stream()
                .map(Subject::id)
                .toList();
        return new WhoAmI(user.id(), groups, holdings.given(), holdings.taken());
    }

    @GET
    @Path("access/explain")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "explainAccess",
            summary = "Why a user may or may not do something; needs identity.grant.read at the path")
    public Uni<ExplainedAccess> explain(
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("privilege") @Nullable String privilege,
            @QueryParam("path") @Nullable String path) {
        Subject.User user = new Subject.User(Fields.required(subject, "subject"));
        Privilege asked = Privilege.of(Fields.required(privilege, "privilege"));
        ObjectPath on = ObjectPath.of(Fields.required(path, "path"));
        return reads.permit(Privileges.GRANT_READ, on.value(), user.id())
                .map(allowed -> ExplainedAccess.of(replica.known(), user, asked, on));
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followIdentityEvents",
            summary = "Identity's events as they happen, resumable by Last-Event-ID")
    public Multi<OutboundSseEvent> events(@jakarta.ws.rs.core.Context Sse sse) {
        return feed.follow(sse, Privileges.GRANT_READ);
    }
}
