package io.tidemark.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The agent is killed again and again while it starts, with a guest to be started. */
class AgentKilledTest {
    private static final int KILLS = 5;

    /** From reading directives to a running guest takes about this long. */
    private static final int LATEST_KILL_MILLIS = 2500;

    @Test
    void howeverOftenTheAgentDiesThereIsOneDomainAndEachFactOnce() throws InterruptedException {
        try (Platform platform = new Platform()) {
            Guest guest = new Guest(platform.services, platform.home);
            guest.directStart(1);
            Random random = new Random(41);
            for (int i = 0; i < KILLS; i++) {
                Process agent = platform.startAgent();
                await().atMost(Platform.SOON)
                        .pollInterval(Duration.ofMillis(20))
                        .ignoreExceptions()
                        .until(() -> isActing(platform));
                assertThat(agent.waitFor(random.nextInt(LATEST_KILL_MILLIS), TimeUnit.MILLISECONDS))
                        .as("the agent ends only by a kill")
                        .isFalse();
                platform.killAgent();
                assertThat(platform.guestProcesses()).isLessThanOrEqualTo(1);
            }
            platform.startAgent();
            platform.awaitLive();
            await().atMost(Platform.SOON)
                    .until(() -> !platform.services.facts("vm.running").isEmpty());
            await().during(Duration.ofSeconds(3)).atMost(Platform.SOON).until(() -> platform.guestProcesses() == 1);
            assertThat(platform.status().path("domains")).hasSize(1);
            assertThat(platform.services.facts("vm.start-failed")).isEmpty();
            assertThat(platform.services.facts("vm.stopped")).isEmpty();
            assertThat(platform.services.facts("vm.running"))
                    .allSatisfy(fact ->
                            assertThat(fact.body().path("epoch").asLong()).isEqualTo(1));
        }
    }

    /** Whether the agent has come so far that directives make it act. */
    private static boolean isActing(Platform platform) {
        String phase = platform.status().path("phase").asText();
        return phase.equals("READING_DIRECTIVES") || phase.equals("LIVE");
    }
}
