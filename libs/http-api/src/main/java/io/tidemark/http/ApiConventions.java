package io.tidemark.http;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Writes into a service's OpenAPI document what holds for every operation of every service. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiConventions implements OASFilter {
    private static final String PROBLEM = "ProblemDocument";
    private static final String BEARER = "sso";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Set<PathItem.HttpMethod> WRITES = Set.of(
            PathItem.HttpMethod.POST, PathItem.HttpMethod.PUT, PathItem.HttpMethod.PATCH, PathItem.HttpMethod.DELETE);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(PROBLEM, problem());
        document.getComponents()
                .addSecurityScheme(
                        BEARER,
                        createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("An access token of the realm, for the audience tidemark-api."));
        document.setSecurity(List.of(createSecurityRequirement().addScheme(BEARER)));
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().forEach(ApiConventions::complete));
        FeedSchema.define(document.getComponents());
        AnsweredFields.require(document);
    }

    private static void complete(PathItem.HttpMethod method, Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        // Quarkus tells of a bad request in its own words; ours is a problem document like every other.
        operation.getResponses().removeAPIResponse("400");
        operation.getResponses().defaultValue(refusal());
        if (WRITES.contains(method)) {
            header(operation, Writes.KEY_HEADER, true, "Any text; the same write under the same key happens once.");
            header(
                    operation,
                    "Prefer",
                    false,
                    "wait=SECONDS: answer when the operation has ended, or after that time.");
        } else if (FeedSchema.isFeed(operation)) {
            FeedSchema.describe(operation);
            header(
                    operation,
                    EventFeed.RESUME,
                    false,
                    "The id of the last message seen; 0 for all; without it from now on.");
        } else {
            header(operation, Writes.POSITION_HEADER, false, "As a write answered it: the read sees that write.");
        }
    }

    private static APIResponse refusal() {
        return createAPIResponse()
                .description("A problem document (RFC 9457); code is stable.")
                .content(createContent()
                        .addMediaType(
                                "application/problem+json", createMediaType().schema(reference(PROBLEM))));
    }

    private static Schema problem() {
        return createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text())
                .addProperty("instance", text())
                .addProperty("code", text())
                .addProperty("correlationId", text().format("uuid"))
                .required(List.of("status", "title"));
    }

    private static void header(Operation operation, String name, boolean required, String description) {
        add(
                operation,
                createParameter()
                        .name(name)
                        .in(Parameter.In.HEADER)
                        .required(required)
                        .schema(text())
                        .description(description));
    }

    /** What the operation says of it itself is kept. */
    private static void add(Operation operation, Parameter parameter) {
        List<Parameter> own = operation.getParameters();
        if (own == null || own.stream().noneMatch(known -> parameter.getName().equals(known.getName()))) {
            operation.addParameter(parameter);
        }
    }

    private static Schema text() {
        return createSchema().addType(SchemaType.STRING);
    }

    private static Schema reference(String name) {
        return createSchema().ref(SCHEMAS + name);
    }
}
