package io.tidemark.testkit.real;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * An issuer that publishes keys which the tests hold as well, so that they can sign what a real one never would. Its
 * address, and so its tokens, are as Keycloak's are.
 */
public final class OwnIssuer implements QuarkusTestResourceLifecycleManager {
    private static final String KEY = "test.issuer.key";
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HttpServer server = make();
    private final RsaJsonWebKey key = newKey("first");

    private static HttpServer make() {
        try {
            return HttpServer.create(ANY_PORT, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An access token of this issuer for the subject, for a test of the running Quarkus application. */
    public static String token(String subject, Duration life) {
        Config config = ConfigProvider.getConfig();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(config.getValue("tidemark.oidc.issuer", String.class));
        claims.setAudience("tidemark-api");
        claims.setSubject(subject);
        claims.setStringClaim("typ", "Bearer");
        claims.setIssuedAtToNow();
        claims.setExpirationTime(
                NumericDate.fromMilliseconds(Instant.now().plus(life).toEpochMilli()));
        try {
            RsaJsonWebKey key = (RsaJsonWebKey) JsonWebKey.Factory.newJwk(config.getValue(KEY, String.class));
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        byte[] keys = new JsonWebKeySet(key)
                .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/realms/own/protocol/openid-connect/certs", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
        String issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/own";
        return Map.of("tidemark.oidc.issuer", issuer, KEY, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
