package io.tidemark.node.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.node.console.ConsoleTickets.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

class SignedConsoleTicketsTest {
    private static final UUID VM = new UUID(0, 1);
    private static final Instant START = Instant.parse("2026-11-22T08:00:00.700Z");

    private Instant now = START;
    private final Issuer compute = new Issuer();
    private final SignedConsoleTickets tickets = new SignedConsoleTickets(() -> now);

    @Test
    void aTicketOfComputeIsGoodOnce() {
        tickets.trust(compute.publicKey());
        String ticket = compute.ticket(VM, now, 30);
        assertThat(tickets.redeem(ticket, VM)).isEqualTo(new Verdict.Granted("alice"));
        assertRefused(ticket, "used already");
    }

    @Test
    void withoutAKeyNobodyComesIn() {
        assertRefused(compute.ticket(VM, now, 30), "no key");
    }

    @Test
    void aTicketForAnotherGuestIsRefused() {
        tickets.trust(compute.publicKey());
        assertRefused(compute.ticket(new UUID(0, 2), now, 30), "another guest");
    }

    @Test
    void anExpiredTicketAndOneThatLivesTooLongAreRefused() {
        tickets.trust(compute.publicKey());
        assertRefused(compute.ticket(VM, now, 600), "not valid");
        String ticket = compute.ticket(VM, now, 30);
        now = now.plusSeconds(40);
        assertRefused(ticket, "not valid");
    }

    @Test
    void aTicketFromBeforeThisAgentMayHaveBeenUsedAndIsRefused() {
        tickets.trust(compute.publicKey());
        assertRefused(compute.ticket(VM, START.minusSeconds(2), 30), "older than this agent");
        assertThat(tickets.redeem(compute.ticket(VM, START, 30), VM)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void aTicketSignedBySomebodyElseOrNotAtAllIsRefused() {
        tickets.trust(compute.publicKey());
        assertRefused(new Issuer().ticket(VM, now, 30), "not valid");
        String unsigned =
                encode("{\"alg\":\"none\"}") + "." + encode("{\"sub\":\"alice\",\"vm\":\"" + VM + "\"}") + ".";
        assertRefused(unsigned, "not valid");
        assertRefused("", "not valid");
    }

    @Test
    void aTicketWithoutAnIdOrASubjectIsRefused() {
        tickets.trust(compute.publicKey());
        JwtClaims claims = new JwtClaims();
        claims.setStringClaim("vm", VM.toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 20));
        claims.setSubject("alice");
        assertRefused(compute.signed(claims), "not valid");
        claims.setGeneratedJwtId();
        claims.unsetClaim("sub");
        assertRefused(compute.signed(claims), "not valid");
    }

    private void assertRefused(String ticket, String why) {
        assertThat(tickets.redeem(ticket, VM))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).contains(why));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
