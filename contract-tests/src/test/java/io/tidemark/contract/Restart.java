package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The last scenario: a platform that was stopped has everything as it was. */
abstract class Restart {
    private final Stage stage;
    private final RunningPlatform platform;
    private final Api alice;

    Restart(Stage stage) {
        this.stage = stage;
        this.platform = stage.platform;
        this.alice = stage.alice;
    }

    @Test
    void stopping_and_starting_the_platform_stops_no_guest_and_keeps_everything()
            throws IOException, InterruptedException {
        long before = stage.tick(alice.token());
        platform.down();
        platform.up();

        stage.assertThatGuestCountsOn(before);
        assertThat(alice.get("/api/compute/v1/vms/" + stage.vm()).<String>path("state"))
                .isEqualTo("running");
        stage.remove(stage.vm());
    }
}
