package io.tidemark.cli.client.api;

import io.tidemark.cli.client.api.ApiRequest.Delivery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client. Never follows redirects, so that a token goes nowhere but where it was meant to. One client
 * for plain and one for TLS addresses, each made at its first use. Thread-safe.
 */
public final class HttpTransport implements Transport {
    /** A server on a network that answers at all accepts a connection well within this time. */
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Reads that wait for a position are answered by the services within 30 s; twice that is lost. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private @Nullable HttpClient plain;
    private @Nullable HttpClient secure;

    @Override
    public Answer exchange(ApiRequest request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .method(request.method(), request.body().publisher());
        request.headers().forEach(builder::setHeader);
        if (request.delivery() == Delivery.WHOLE) {
            builder.timeout(ANSWER);
        }
        HttpClient client = clientFor(request);
        if (request.delivery() == Delivery.STREAMED) {
            HttpResponse<InputStream> response = client.send(builder.build(), BodyHandlers.ofInputStream());
            return new Answer(response.statusCode(), response.headers(), response.body());
        }
        HttpResponse<byte[]> response = client.send(builder.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.headers(), new ByteArrayInputStream(response.body()));
    }

    private synchronized HttpClient clientFor(ApiRequest request) {
        if ("https".equals(request.uri().getScheme())) {
            if (secure == null) {
                secure = builder().build();
            }
            return secure;
        }
        if (plain == null) {
            plain = builder().sslContext(trustingNobody()).build();
        }
        return plain;
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
    }

    /** Without this the client would load every certificate authority of the JDK to speak plain HTTP. */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK has no TLS", broken);
        }
    }
}
