package io.tidemark.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.atomic.AtomicInteger;

/** A write as services have them. */
@Path("/api/thing/v1/names")
@Produces(MediaType.APPLICATION_JSON)
public class NamesResource {
    static final String WRITE = "thing.thing.name";

    private final Writes writes;
    private final Naming naming;
    private final AtomicInteger looks = new AtomicInteger();

    NamesResource(Writes writes, Naming naming) {
        this.writes = writes;
        this.naming = naming;
    }

    @PUT
    @Path("{id}/{name}")
    public Uni<Response> name(@PathParam("id") String id, @PathParam("name") String name) {
        return writes.perform(new Write(
                new Write.Request("name-thing", id, name),
                WRITE,
                Things.OURS + "/things/" + id,
                Uni.createFrom().item(() -> looked(name)),
                (cause, companions) -> naming.name(id, name, cause, companions)));
    }

    private Write.Reply looked(String name) {
        looks.incrementAndGet();
        return Write.Reply.done(name);
    }

    /** How often an answer was looked up. */
    int looks() {
        return looks.get();
    }
}
