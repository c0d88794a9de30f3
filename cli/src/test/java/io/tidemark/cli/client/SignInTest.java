package io.tidemark.cli.client;

import static io.tidemark.cli.client.FakePlatform.inTurn;
import static io.tidemark.cli.client.FakePlatform.json;
import static io.tidemark.cli.client.FakePlatform.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.client.FakePlatform.Received;
import io.tidemark.cli.client.Person.Ended;
import io.tidemark.cli.client.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
    private static final String WHOAMI = "GET /api/identity/v1/whoami";

    private final FakePlatform platform = new FakePlatform();
    private Person alice = new Person(Path.of("/nowhere"));

    @BeforeEach
    void offerSignIn(@TempDir Path home) {
        alice = new Person(home);
        FakeProvider.at(platform);
        platform.on(WHOAMI, json("""
                {"subject": "u-1", "groups": ["g-acme"],
                 "privileges": [{"path": "/tenants/a", "privileges": ["compute.vm.read", "compute.vm.create"]}]}"""));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private Ended signIn() {
        return alice.with("TIDE_PASSWORD", "alice-tide")
                .runs("login", "--server", platform.address(), "--user", "alice");
    }

    @Test
    void theDeviceFlowWaitsForTheConfirmationAndKeepsTheTokensForTheirOwnerOnly() throws IOException {
        platform.on(FakeProvider.DEVICE, json("""
                        {"device_code": "d-1", "user_code": "WDJB-MJHT", "verification_uri": "https://id.example/device",
                         "expires_in": 600, "interval": 5}"""))
                .on(
                        FakeProvider.TOKEN,
                        inTurn(
                                FakeProvider.error("authorization_pending"),
                                FakeProvider.error("slow_down"),
                                FakeProvider.tokens(1)));
        Ended ended = alice.runs("login", "--server", platform.address());
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("https://id.example/device")
                .contains("WDJB-MJHT")
                .contains("Signed in to " + platform.address() + " as alice.");
        assertThat(alice.now())
                .as("5 s before each try, 10 s once told to slow down")
                .isEqualTo(Person.MORNING.plusSeconds(20));
        assertThat(platform.received(FakeProvider.TOKEN).getLast().body())
                .contains("device_code=d-1")
                .contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code");
        Path kept = alice.profile("default.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
                .isEqualTo("rwx------");
        assertThat(Json.text(Json.read(Files.readString(kept)), "refreshToken")).isEqualTo("refresh-1");
    }

    @Test
    void aDeviceSignInThatNobodyConfirmsEnds() {
        platform.on(
                        FakeProvider.DEVICE,
                        json("{\"device_code\": \"d-1\", \"user_code\": \"X\", \"expires_in\": 20, \"interval\": 5}"))
                .on(FakeProvider.TOKEN, FakeProvider.error("authorization_pending"));
        Ended late = alice.runs("login", "--server", platform.address());
        assertThat(late.code()).isEqualTo(3);
        assertThat(late.err()).contains("not confirmed in time");
        platform.on(FakeProvider.TOKEN, FakeProvider.error("access_denied"));
        Ended denied = alice.runs("login", "--server", platform.address());
        assertThat(denied.code()).isEqualTo(3);
        assertThat(denied.err()).contains("as told (access_denied)");
    }

    @Test
    void thePasswordComesFromTheVariableOrFromStandardInput() {
        platform.on(FakeProvider.TOKEN, FakeProvider.tokens(1));
        assertThat(signIn().code()).isZero();
        assertThat(platform.received(FakeProvider.TOKEN).getLast().body())
                .contains("grant_type=password")
                .contains("username=alice")
                .contains("password=alice-tide")
                .contains("client_id=tidemark-cli");
        alice.without("TIDE_PASSWORD").types("se&ret =1\n");
        Ended ended = alice.runs("login", "--user", "alice", "--password-stdin");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(platform.received(FakeProvider.TOKEN).getLast().body()).contains("password=se%26ret+%3D1");
        Ended without = alice.runs("login", "--user", "alice");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("no password");
    }

    @Test
    void aWrongPasswordIsDeniedAndNothingIsKept() {
        platform.on(FakeProvider.TOKEN, json(401, "{\"error\": \"invalid_grant\"}"));
        Ended ended = signIn();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("sign-in of alice refused: invalid_grant");
        assertThat(alice.profile("default.json")).doesNotExist();
    }

    @Test
    void aProviderThatCallsItselfOtherwiseIsNotTrusted() {
        String issuer = platform.address() + "/realms/tidemark";
        platform.on(
                "GET /realms/tidemark/.well-known/openid-configuration",
                FakeProvider.discovery(issuer, "https://elsewhere.example"));
        Ended ended = signIn();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("calls itself https://elsewhere.example");
        assertThat(platform.received(FakeProvider.TOKEN)).isEmpty();
    }

    @Test
    void theProfileRemembersTheServerAndWhoamiShowsWhatOneMay() {
        platform.on(FakeProvider.TOKEN, FakeProvider.tokens(1));
        signIn();
        Ended ended = alice.runs("whoami");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("user:     alice")
                .contains("subject:  u-1")
                .contains("may:      /tenants/a  compute.vm.read compute.vm.create");
        assertThat(platform.received(WHOAMI).getLast().header("Authorization"))
                .isEqualTo("Bearer " + FakeProvider.accessToken(1));
    }

    @Test
    void anEndingTokenIsRenewedBeforeItIsUsedAndKept() throws IOException {
        platform.on(FakeProvider.TOKEN, inTurn(FakeProvider.tokens(1), FakeProvider.tokens(2)));
        signIn();
        alice.waits(Duration.ofSeconds(290));
        assertThat(alice.runs("whoami").code()).isZero();
        assertThat(platform.received(FakeProvider.TOKEN).getLast().body())
                .contains("grant_type=refresh_token")
                .contains("refresh_token=refresh-1");
        assertThat(platform.received(WHOAMI).stream().map(r -> r.header("Authorization")))
                .containsExactly("Bearer " + FakeProvider.accessToken(2));
        assertThat(Files.readString(alice.profile("default.json"))).contains("refresh-2");
        alice.runs("whoami");
        assertThat(platform.received(FakeProvider.TOKEN)).hasSize(2);
    }

    @Test
    void aTokenThatThePlatformDoesNotTakeIsRenewedOnce() {
        platform.on(FakeProvider.TOKEN, inTurn(FakeProvider.tokens(1), FakeProvider.tokens(2)));
        signIn();
        platform.on(WHOAMI, inTurn(problem(401, "UNAUTHENTICATED", "token revoked"), json("{\"subject\": \"u-1\"}")));
        assertThat(alice.runs("whoami").code()).isZero();
        platform.on(WHOAMI, problem(401, "UNAUTHENTICATED", "token revoked"));
        Ended ended = alice.runs("whoami");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("not signed in: token revoked [UNAUTHENTICATED")
                .contains("run: tide login");
    }

    @Test
    void aSignInThatHasEndedSaysSo() {
        platform.on(FakeProvider.TOKEN, inTurn(FakeProvider.tokens(1), FakeProvider.error("invalid_grant")));
        signIn();
        alice.waits(Duration.ofHours(12));
        Ended ended = alice.runs("whoami");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("the sign-in of profile default has ended; run: tide login");
    }

    @Test
    void aProfilesTokenGoesToItsOwnServerOnly() {
        platform.on(FakeProvider.TOKEN, FakeProvider.tokens(1));
        signIn();
        try (FakePlatform other = new FakePlatform()) {
            Ended ended = alice.runs("whoami", "--server", other.address());
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("is signed in to " + platform.address() + ", not to " + other.address());
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void tideTokenOverridesTheProfile() {
        platform.on(FakeProvider.TOKEN, FakeProvider.tokens(1));
        signIn();
        alice.with("TIDE_TOKEN", "from-outside").runs("whoami");
        assertThat(platform.received(WHOAMI).getLast().header("Authorization")).isEqualTo("Bearer from-outside");
    }

    @Test
    void logoutEndsTheSessionAtTheProviderAndForgets() {
        platform.on(FakeProvider.TOKEN, FakeProvider.tokens(1)).on(FakeProvider.REVOKE, json("{}"));
        signIn();
        assertThat(alice.runs("logout").out()).contains("Signed out of " + platform.address() + ".");
        assertThat(platform.received(FakeProvider.REVOKE).getFirst().body()).contains("token=refresh-1");
        assertThat(alice.profile("default.json")).doesNotExist();
        assertThat(alice.runs("logout").out()).contains("Nobody is signed in.");
        Ended ended = alice.runs("whoami");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("not signed in to http://127.0.0.1:7400; run: tide login");
    }

    @Test
    void logoutForgetsEvenWhenTheProviderIsAway() {
        platform.on(FakeProvider.TOKEN, FakeProvider.tokens(1));
        signIn();
        platform.close();
        Ended ended = alice.runs("logout");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("could not be told");
        assertThat(alice.profile("default.json")).doesNotExist();
    }

    @Test
    void profilesAreApartAndTheirNamesCannotLeadElsewhere() {
        platform.on(FakeProvider.TOKEN, FakeProvider.tokens(1));
        alice.with("TIDE_PASSWORD", "x");
        alice.runs("login", "--server", platform.address(), "--user", "alice", "--profile", "work");
        assertThat(alice.profile("work.json")).exists();
        assertThat(alice.profile("default.json")).doesNotExist();
        assertThat(alice.runs("whoami", "--profile", "work").code()).isZero();
        assertThat(alice.runs("whoami", "--profile", "../work").code()).isEqualTo(2);
    }

    @Test
    void aPasswordIsNeverShown() throws IOException {
        platform.on(FakeProvider.TOKEN, FakeProvider.tokens(1));
        Ended ended = signIn();
        assertThat(ended.out() + ended.err()).doesNotContain("alice-tide");
        assertThat(Files.readString(alice.profile("default.json"))).doesNotContain("alice-tide");
        assertThat(platform.received()).extracting(Received::target).noneMatch(target -> target.contains("alice-tide"));
    }
}
