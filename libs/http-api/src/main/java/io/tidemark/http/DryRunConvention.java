package io.tidemark.http;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import java.util.List;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What the OpenAPI documents say of dry runs. */
final class DryRunConvention {
    static final String SCHEMA = "DryRun";
    private static final String JSON = "application/json";
    private static final String OK = "200";

    private DryRunConvention() {}

    static Parameter parameter() {
        return createParameter()
                .name(Caller.DRY_RUN)
                .in(Parameter.In.QUERY)
                .required(false)
                .schema(createSchema().addType(SchemaType.BOOLEAN))
                .description("true: nothing is kept, and the answer is 200 with what would be appended, or the problem"
                        + " that the write would meet. What cannot be tried is refused with DRY_RUN_NOT_POSSIBLE.");
    }

    /** Beside what the write answers under 200 itself, if it does. */
    static void answer(Operation operation, Schema dryRun) {
        APIResponse own = operation.getResponses().getAPIResponse(OK);
        if (own == null) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            OK,
                            createAPIResponse()
                                    .description("With dryRun: what would be appended.")
                                    .content(createContent()
                                            .addMediaType(
                                                    JSON, createMediaType().schema(dryRun))));
            return;
        }
        MediaType json = own.getContent() == null ? null : own.getContent().getMediaType(JSON);
        if (json != null && json.getSchema() != null) {
            json.setSchema(createSchema().anyOf(List.of(json.getSchema(), dryRun)));
        }
    }

    static Schema schema() {
        Schema event = object().addProperty("type", text()).addProperty("data", object());
        Schema appended = object().addProperty("stream", text().description("kind/id"))
                .addProperty(
                        "revision", whole().description("What was decided on; 0 when there is no such stream yet."))
                .addProperty("objectPath", text())
                .addProperty("events", list(event).description("None when it would stay as it is."));
        return object().addProperty("wouldAnswer", whole().description("The HTTP status of the write."))
                .addProperty(
                        "repeats",
                        createSchema()
                                .addType(SchemaType.BOOLEAN)
                                .description("The Idempotency-Key has its answer already: nothing would happen."))
                .addProperty("appends", list(appended));
    }

    private static Schema object() {
        return createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema list(Schema items) {
        return createSchema().addType(SchemaType.ARRAY).items(items);
    }

    private static Schema text() {
        return createSchema().addType(SchemaType.STRING);
    }

    private static Schema whole() {
        return createSchema().addType(SchemaType.INTEGER);
    }
}
