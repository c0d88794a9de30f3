package io.tidemark.node.console;

import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Tickets as compact JWS (RFC 7515) with EdDSA, signed by compute: claims {@code sub}, {@code vm}, {@code jti}, {@code iat} and
 * {@code exp} at most a minute ahead. The key comes by directive. Which tickets were used is known since this process
 * started, so one issued before that is refused.
 */
public final class SignedConsoleTickets implements ConsoleTickets {
    private static final int LONGEST_MINUTES = 1;

    /** How far the clocks of compute and this node may be apart. */
    private static final int SKEW_SECONDS = 5;

    private final InstantSource clock;
    private final Instant started;
    private volatile Optional<PublicKey> key = Optional.empty();

    /** Used tickets, until they would be refused for their age. */
    private final Map<String, Instant> used = new ConcurrentHashMap<>();

    public SignedConsoleTickets(InstantSource clock) {
        this.clock = clock;
        this.started = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    }

    /** From now on only tickets signed with this key's other half are good. */
    public void trust(PublicKey newKey) {
        key = Optional.of(newKey);
    }

    @Override
    public Verdict redeem(String ticket, UUID vmId) {
        Optional<PublicKey> trusted = key;
        if (trusted.isEmpty()) {
            return new Verdict.Refused("no key to verify tickets with has come yet");
        }
        try {
            return decide(consumer(trusted.get()).processToClaims(ticket), vmId);
        } catch (InvalidJwtException e) {
            return new Verdict.Refused("the ticket is not valid: "
                    + (e.getErrorDetails().isEmpty()
                            ? ""
                            : e.getErrorDetails().getFirst().getErrorMessage()));
        } catch (MalformedClaimException e) {
            return new Verdict.Refused("the ticket makes no sense: " + e.getMessage());
        }
    }

    private Verdict decide(JwtClaims claims, UUID vmId) throws MalformedClaimException {
        if (!vmId.toString().equals(claims.getStringClaimValue("vm"))) {
            return new Verdict.Refused("the ticket is for another guest");
        }
        if (instant(claims.getIssuedAt()).isBefore(started)) {
            return new Verdict.Refused("the ticket is older than this agent");
        }
        Instant forgetAt = instant(claims.getExpirationTime()).plusSeconds(2L * SKEW_SECONDS);
        used.values().removeIf(end -> end.isBefore(clock.instant()));
        return used.putIfAbsent(claims.getJwtId(), forgetAt) == null
                ? new Verdict.Granted(claims.getSubject())
                : new Verdict.Refused("the ticket was used already");
    }

    private JwtConsumer consumer(PublicKey trusted) {
        return new JwtConsumerBuilder()
                .setVerificationKey(trusted)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA))
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setRequireJwtId()
                .setMaxFutureValidityInMinutes(LONGEST_MINUTES)
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                .setSkipDefaultAudienceValidation()
                .build();
    }

    private static Instant instant(NumericDate date) {
        return Instant.ofEpochSecond(date.getValue());
    }
}
