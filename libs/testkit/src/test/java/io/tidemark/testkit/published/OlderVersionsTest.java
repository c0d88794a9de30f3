package io.tidemark.testkit.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.eventstore.EventTypes;
import io.tidemark.testkit.published.EventContract.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the contract tells of an older version which today's service cannot read any more. */
class OlderVersionsTest {
    private static final String V1 = "tidemark.shop.thing.weighed.v1";
    private static final String V2 = "tidemark.shop.thing.weighed.v2";
    private static final String SCHEMA =
            "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"%s\","
                    + "\"type\":\"object\",\"required\":[\"%s\"],\"properties\":{\"%s\":{\"type\":\"integer\"}}}";

    /** Weighed in grams now; in kilograms before. */
    record Weighed(long grams) {}

    private static final class Shop extends EventContract {
        Shop(Path schemas, EventTypes<Weighed> types) {
            super(new PublishedLanguage(schemas), "shop", Published.of(types, new Weighed(5000)));
        }
    }

    @TempDir
    private Path schemas;

    @BeforeEach
    void publish() throws IOException {
        publish("v1", V1, "kilograms", 5);
        publish("v2", V2, "grams", 5000);
    }

    private void publish(String version, String type, String field, int value) throws IOException {
        Path directory =
                Files.createDirectories(schemas.resolve("shop/thing/weighed").resolve(version));
        Files.writeString(directory.resolve(PublishedVersion.SCHEMA), SCHEMA.formatted(type, field, field));
        Files.writeString(directory.resolve(PublishedVersion.SAMPLE), "{\"%s\":%d}".formatted(field, value));
    }

    private Shop shop(UnaryOperator<ObjectNode> step) {
        return new Shop(
                schemas, EventTypes.<Weighed>none().and(V2, Weighed.class).upcasting(V1, V2, step));
    }

    @Test
    void an_older_version_that_becomes_the_newest_is_in_order() throws Throwable {
        Shop shop = shop(old -> old.put("grams", 1000 * old.remove("kilograms").asLong()));

        for (DynamicTest test : shop.every_older_version_reads_as_its_newest().toList()) {
            test.getExecutable().execute();
        }
        shop.every_published_event_of_the_service_has_a_record_that_reads_it();
        assertThat(shop.every_older_version_reads_as_its_newest()).hasSize(1);
    }

    @Test
    void an_upcaster_that_cannot_read_what_was_published_is_told() {
        DynamicTest test = shop(old -> old.put("grams", old.required("pounds").asLong()))
                .every_older_version_reads_as_its_newest()
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> test.getExecutable().execute()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_published_version_without_an_upcaster_is_told() {
        Shop shop = new Shop(schemas, EventTypes.<Weighed>none().and(V2, Weighed.class));

        assertThatThrownBy(shop::every_published_event_of_the_service_has_a_record_that_reads_it)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(V1);
    }
}
