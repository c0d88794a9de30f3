package io.tidemark.http;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says of every schema that an answer may hold which of its fields are always there: all that cannot be null. */
final class AnsweredFields {
    private final Map<String, Schema> schemas;
    private final Set<String> done = new HashSet<>();

    private AnsweredFields(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    static void require(OpenAPI document) {
        Map<String, Schema> schemas = Optional.ofNullable(document.getComponents())
                .map(Components::getSchemas)
                .orElse(Map.of());
        AnsweredFields fields = new AnsweredFields(schemas);
        document.getPaths().getPathItems().values().stream()
                .map(PathItem::getOperations)
                .flatMap(operations -> operations.values().stream())
                .filter(operation -> operation.getResponses() != null)
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .flatMap(AnsweredFields::schemas)
                .forEach(fields::visit);
    }

    private static Stream<Schema> schemas(APIResponse response) {
        return response.getContent() == null
                ? Stream.empty()
                : response.getContent().getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .flatMap(Stream::ofNullable);
    }

    private void visit(Schema schema) {
        if (schema.getRef() != null) {
            visit(schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1));
            return;
        }
        Map<String, Schema> properties = schema.getProperties();
        if (properties != null && schema.getRequired() == null) {
            schema.setRequired(properties.entrySet().stream()
                    .filter(property -> !mayBeNull(property.getValue()))
                    .map(Map.Entry::getKey)
                    .toList());
        }
        within(schema).forEach(this::visit);
    }

    private void visit(String name) {
        Schema named = schemas.get(name);
        if (named != null && done.add(name)) {
            visit(named);
        }
    }

    private static Stream<Schema> within(Schema schema) {
        return Stream.of(
                        Stream.ofNullable(schema.getItems()),
                        Stream.ofNullable(schema.getProperties()).flatMap(all -> all.values().stream()),
                        Stream.ofNullable(schema.getAnyOf()).flatMap(List::stream))
                .flatMap(all -> all);
    }

    private static boolean mayBeNull(Schema schema) {
        return isNull(schema)
                || schema.getAnyOf() != null && schema.getAnyOf().stream().anyMatch(AnsweredFields::isNull);
    }

    private static boolean isNull(Schema schema) {
        return schema.getType() != null && schema.getType().contains(Schema.SchemaType.NULL);
    }
}
