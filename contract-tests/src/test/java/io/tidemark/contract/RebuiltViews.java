package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every read model of every service, built anew from the log after all that went before, is what it was. */
abstract class RebuiltViews {
    private final Stage stage;

    RebuiltViews(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "compute", "network", "memory-broker"})
    void each_has_the_same_hash_as_before(String service) {
        Api admin = stage.admin();
        String views = "/api/" + service + "/v1/views";
        List<String> names = admin.get(views).path("items.name");
        assertThat(names).isNotEmpty();

        for (String name : names) {
            String view = views + "/" + name;
            String before = rebuilt(admin, view, "at");
            assertThat(admin.write().post(view + "/rebuild").statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !rebuilt(admin, view, "at").equals(before));
            assertThat(rebuilt(admin, view, "same")).as(view).isEqualTo("true");
        }
    }

    private static String rebuilt(Api admin, String view, String field) {
        return String.valueOf(admin.get(view).<Object>path("rebuilt." + field));
    }
}
