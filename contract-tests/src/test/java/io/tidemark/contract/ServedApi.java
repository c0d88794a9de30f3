package io.tidemark.contract;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One service's OpenAPI 3.1 document as that service serves it, and whether answers keep it: the operation, the status, the
 * media type and the body.
 */
final class ServedApi implements Filter {
    private static final String BASE = "tidemark:";

    private final String service;
    private final JsonPath document;
    private final SchemaRegistry schemas;

    ServedApi(String service, String json) {
        this.service = service;
        this.document = new JsonPath(json);
        this.schemas = SchemaRegistry.withDefaultDialect(
                Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(BASE + service, json)));
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        String path = URI.create(request.getURI()).getPath();
        if (path.startsWith("/api/" + service + "/")) {
            flaw(request.getMethod(), path, response).ifPresent(flaw -> {
                throw new AssertionError(request.getMethod() + " " + path + " -> " + response.statusCode() + " "
                        + response.contentType() + ": " + flaw + "\n" + response.asString());
            });
        }
        return response;
    }

    private Optional<String> flaw(String method, String path, Response response) {
        Optional<String> template = template(path);
        if (template.isEmpty()) {
            return response.statusCode() == 404 ? Optional.empty() : Optional.of("the path is not documented");
        }
        String verb = method.toLowerCase(Locale.ROOT);
        Map<String, Map<String, Object>> responses =
                document.getMap("paths.'" + template.get() + "'." + verb + ".responses");
        if (responses == null) {
            return response.statusCode() == 405 ? Optional.empty() : Optional.of("the operation is not documented");
        }
        String status = Integer.toString(response.statusCode());
        String key = responses.containsKey(status) ? status : "default";
        return responses.containsKey(key) && (!key.equals("default") || response.statusCode() >= 400)
                ? bodyFlaw(List.of("paths", template.get(), verb, "responses", key), responses.get(key), response)
                : Optional.of("the status is not documented");
    }

    /** The documented path, of several the one with the fewest variables. */
    private Optional<String> template(String path) {
        return document.<String, Object>getMap("paths").keySet().stream()
                .filter(template -> path.matches(template.replaceAll("\\{[^/}]+}", "[^/]+")))
                .min(Comparator.comparingLong(
                        template -> template.chars().filter(c -> c == '{').count()));
    }

    private Optional<String> bodyFlaw(List<String> at, Map<String, Object> documented, Response response) {
        String body = response.asString();
        if (!documented.containsKey("content")) {
            return body.isEmpty() ? Optional.empty() : Optional.of("no body is documented");
        }
        String type = response.contentType().replaceFirst(";.*", "");
        @SuppressWarnings("unchecked")
        Map<String, Object> content = (Map<String, Object>) documented.get("content");
        Optional<String> key = content.keySet().stream()
                .filter(media -> media.replaceFirst(";.*", "").equals(type))
                .findFirst();
        if (key.isEmpty()) {
            return Optional.of("the media type is none of " + content.keySet());
        }
        return type.endsWith("json") ? schemaFlaw(at, key.get(), body) : Optional.empty();
    }

    private Optional<String> schemaFlaw(List<String> at, String mediaType, String body) {
        String pointer = at.stream().map(ServedApi::escaped).collect(Collectors.joining("/")) + "/content/"
                + escaped(mediaType) + "/schema";
        List<Error> errors = schemas.getSchema(SchemaLocation.of(BASE + service + "#/" + pointer))
                .validate(body, InputFormat.JSON);
        return errors.isEmpty() ? Optional.empty() : Optional.of(errors.toString());
    }

    /** A JSON pointer's token (RFC 6901) within a fragment. */
    private static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }
}
