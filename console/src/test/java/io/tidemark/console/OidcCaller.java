package io.tidemark.console;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A plain OpenID Connect client with a browser's cookies and nothing of Tidemark: fills in the sign-in form. */
final class OidcCaller {
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    // Kept by hand: a loopback address may get Secure cookies over plain HTTP, and the JDK would not send them.
    private final Map<String, String> cookies = new LinkedHashMap<>();

    JsonObject json(URI uri) throws IOException, InterruptedException {
        return new JsonObject(send(HttpRequest.newBuilder(uri)).body());
    }

    HttpResponse<String> get(String endpoint, Map<String, String> query) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(endpoint + "?" + form(query))));
    }

    HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(uri)));
    }

    /** The page at the end of the redirects that begin there. */
    HttpResponse<String> followed(URI start) throws IOException, InterruptedException {
        HttpResponse<String> page = get(start.toString());
        while (page.statusCode() / 100 == 3) {
            page = get(page.uri()
                    .resolve(page.headers().firstValue("Location").orElseThrow())
                    .toString());
        }
        return page;
    }

    HttpResponse<String> post(String endpoint, Map<String, String> fields) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    /** Fills in the form of a sign-in page; gives where the browser is sent then. */
    URI signIn(HttpResponse<String> page, String user, String password) throws IOException, InterruptedException {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IOException("no form in: " + page.body());
        }
        String action = form.group(1).replace("&amp;", "&");
        HttpResponse<String> answer = post(action, Map.of("username", user, "password", password));
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException(answer.statusCode() + " " + answer.body())));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        return response;
    }

    private void keep(String cookie) {
        int end = cookie.indexOf(';');
        String pair = end < 0 ? cookie : cookie.substring(0, end);
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    static Map<String, String> query(URI uri) {
        return Pattern.compile("&")
                .splitAsStream(uri.getRawQuery())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> java.net.URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
