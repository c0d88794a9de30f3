package io.tidemark.http;

import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says of a feed what its messages hold, in place of the classes that it is written with. */
final class FeedSchema {
    static final String NAME = "FeedEvent";
    private static final String STREAM = "text/event-stream";
    private static final String[] WRITTEN_WITH = {"OutboundSseEvent", "MediaType"};

    private FeedSchema() {}

    static boolean isFeed(Operation operation) {
        return answer(operation).map(content -> content.hasMediaType(STREAM)).orElse(false);
    }

    private static Optional<Content> answer(Operation operation) {
        return Optional.ofNullable(operation.getResponses())
                .map(responses -> responses.getAPIResponse("200"))
                .map(APIResponse::getContent);
    }

    static void describe(Operation operation) {
        operation
                .getResponses()
                .getAPIResponse("200")
                .description(
                        "Server-Sent Events without end. The id of each message is the position to resume after; the name"
                                + " is the event's type; the data is one " + NAME
                                + ". A message without data moves the position only.");
        answer(operation)
                .ifPresent(content -> content.addMediaType(
                        STREAM, createMediaType().schema(createSchema().ref("#/components/schemas/" + NAME))));
    }

    static void define(Components components) {
        Arrays.stream(WRITTEN_WITH).forEach(components::removeSchema);
        Schema told = createSchema().addType(SchemaType.OBJECT);
        for (RecordComponent component : EventFeed.Told.class.getRecordComponents()) {
            told.addProperty(component.getName(), of(component));
            if (component.getType() != Optional.class) {
                told.addRequired(component.getName());
            }
        }
        components.addSchema(NAME, told);
    }

    private static Schema of(RecordComponent component) {
        String type = component.getGenericType().getTypeName();
        if (type.contains(UUID.class.getName())) {
            return createSchema().addType(SchemaType.STRING).format("uuid");
        }
        if (type.equals(Instant.class.getName())) {
            return createSchema().addType(SchemaType.STRING).format("date-time");
        }
        if (type.equals(long.class.getName())) {
            return createSchema().addType(SchemaType.INTEGER).format("int64");
        }
        return component.getName().equals("data")
                ? createSchema()
                        .addType(SchemaType.OBJECT)
                        .description("As published: see the schema of the event's type.")
                : createSchema().addType(SchemaType.STRING);
    }
}
