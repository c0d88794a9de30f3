package io.tidemark.http;

import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.tidemark.authz.Authorizer;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.NewEvent;
import io.tidemark.eventstore.StoredEvent;
import io.tidemark.eventstore.StreamId;
import io.tidemark.eventstore.StreamWrite;
import io.tidemark.eventstore.postgres.Views;
import io.tidemark.testkit.real.AccessSeed;
import io.tidemark.testkit.real.OwnIssuer;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes things into the store, and reads them as their users do. */
final class Things {
    static final String USER = "71de00ff-0000-4000-8000-000000000001";
    static final String OPERATOR = "71de00ff-0000-4000-8000-000000000002";
    static final String OURS = "/tenants/ours";
    static final String THEIRS = "/tenants/theirs";
    static final Cause CAUSE = Cause.spontaneous(UUID.randomUUID(), "test");

    private Things() {}

    /** The user reads what is ours; the operator reads all and operates views. Returns the user's grant. */
    static String access(AccessSeed seed) {
        Authorizer authorizer = CDI.current().select(Authorizer.class).get();
        String grant = seed.member(USER).member(OPERATOR).beat().allow(USER, OURS, ThingsResource.READ);
        seed.allow(OPERATOR, "/", "thing.*");
        seed.until(() -> authorizer.refusal(USER, ThingsResource.READ, OURS).isEmpty()
                && authorizer.refusal(OPERATOR, ThingsResource.READ, THEIRS).isEmpty());
        return grant;
    }

    static StoredEvent named(String tenant, String id, long revision, String name, String colour) {
        ThingView.Named named = new ThingView.Named(name, new ThingView.Look(colour, 1), Optional.of("s-" + colour));
        return append(tenant, id, revision, ThingView.NAMED, Json.write(named));
    }

    static StoredEvent gone(String tenant, String id, long revision) {
        return append(tenant, id, revision, ThingView.GONE, "{}");
    }

    /** As numbered, and seen by the read model. */
    private static StoredEvent append(String tenant, String id, long revision, String type, String json) {
        EventStore store = CDI.current().select(EventStore.class).get();
        Views views = CDI.current().select(Views.class).get();
        StreamId stream = new StreamId("thing", id);
        StoredEvent event = await(store.append(Append.of(
                        new StreamWrite(
                                stream,
                                revision,
                                tenant + "/things/" + id,
                                List.of(new NewEvent(UUID.randomUUID(), type, json))),
                        CAUSE)))
                .getFirst();
        long position = await(views.positionOf(List.of(event))).orElseThrow();
        await(views.await("view:thing", position));
        return await(store.readAfter(position - 1, 1)).getFirst();
    }

    static RequestSpecification as(String user) {
        return RestAssured.given().header("Authorization", "Bearer " + OwnIssuer.token(user, Duration.ofMinutes(5)));
    }

    static Response get(String user, String path, Object... parameters) {
        Object[] texts = Arrays.stream(parameters).map(String::valueOf).toArray();
        return as(user).get("/api/thing/v1" + path, texts);
    }

    static <T> T await(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
