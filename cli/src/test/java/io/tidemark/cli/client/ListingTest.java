package io.tidemark.cli.client;

import static io.tidemark.cli.client.FakePlatform.inTurn;
import static io.tidemark.cli.client.FakePlatform.items;
import static io.tidemark.cli.client.FakePlatform.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidemark.cli.client.Person.Ended;
import io.tidemark.cli.client.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
    private static final String VMS = "GET /api/compute/v1/vms";

    private final FakePlatform platform = new FakePlatform();
    private Person alice = new Person(Path.of("/nowhere"));

    @BeforeEach
    void signIn(@TempDir Path home) {
        alice = Person.at(platform, home);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void peopleGetAnAlignedTableWithHumanSizesAndAges() {
        platform.on(VMS, items(Samples.vm(Samples.WEB1, "web1"), Samples.vm(Samples.WEB2, "a-longer-name")));
        Ended ended = alice.runs("vm", "list");
        assertThat(ended.out().lines())
                .containsExactly(
                        "ID                                    NAME           STATE    CPUS   MEMORY  ADDRESS    "
                                + "NODE                                    AGE",
                        Samples.WEB1 + "  web1           running     2  512 MiB  10.20.0.5  " + Samples.NODE
                                + "  3 min",
                        Samples.WEB2 + "  a-longer-name  running     2  512 MiB  10.20.0.5  " + Samples.NODE
                                + "  3 min");
    }

    @Test
    void scriptsGetTheDataAsItCame() throws IOException {
        String odd = "{\"id\": \"x\", \"name\": \"1e5\", \"memoryBytes\": 9007199254740993, \"load\": 1.50,"
                + " \"later\": {\"field\": [true, null]}}";
        platform.on(VMS, items(odd));
        String written = alice.runs("vm", "list", "-o", "json").out();
        assertThat(Json.read(written)).isEqualTo(Json.read("[" + odd + "]"));
        assertThat(written).contains("9007199254740993").contains("1.50");
        String yaml = alice.runs("vm", "list", "-o", "yaml").out();
        assertThat(new YAMLMapper().readTree(yaml).path(0).path("name").isTextual())
                .isTrue();
        assertThat(yaml).contains("9007199254740993").contains("1.50");
    }

    @Test
    void quietPrintsIdsOnly() {
        platform.on(VMS, items(Samples.vm(Samples.WEB1, "web1"), Samples.vm(Samples.WEB2, "web2")));
        assertThat(alice.runs("vm", "list", "-q").out().lines()).containsExactly(Samples.WEB1, Samples.WEB2);
    }

    @Test
    void everyPageIsFetchedUnlessALimitIsSet() {
        platform.on(
                VMS,
                inTurn(
                        json("{\"items\": [" + Samples.named("a", "one") + "], \"next\": \"p 2\"}"),
                        json("{\"items\": [" + Samples.named("b", "two") + "], \"next\": null}")));
        assertThat(alice.runs("vm", "list", "-q").out().lines()).containsExactly("a", "b");
        assertThat(platform.received().getLast().target()).endsWith("?cursor=p%202");
        platform.on(VMS, json("{\"items\": [" + Samples.named("a", "one") + "], \"next\": \"more\"}"));
        assertThat(alice.runs("vm", "list", "-q", "--limit", "1").out().lines()).containsExactly("a");
        assertThat(platform.received().getLast().target()).endsWith("?limit=1");
    }

    @Test
    void nothingIsSaidInWordsToPeopleAndAsAnEmptyListToScripts() {
        platform.on(VMS, items());
        assertThat(alice.runs("vm", "list").out().strip()).isEqualTo("No virtual machines.");
        assertThat(alice.runs("vm", "list", "-o", "json").out().strip()).isEqualTo("[]");
        assertThat(alice.runs("vm", "list", "-q").out()).isEmpty();
    }

    @Test
    void whatGuestsAreCalledCannotDriveTheTerminal() {
        platform.on(VMS, items(Samples.named("a", "\\u001b[2Jgone\\u202etxt")));
        assertThat(alice.runs("vm", "list").out()).doesNotContain("\u001b").doesNotContain("\u202e");
    }

    @Test
    void aServerThatIsNoTidemarkIsNamed() {
        platform.on(VMS, FakePlatform.text("<html>router</html>"));
        Ended ended = alice.runs("vm", "list");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("is not a Tidemark platform");
    }

    @Test
    void aPlatformThatIsDownIsNamedWithItsAddress() {
        platform.close();
        Ended ended = alice.runs("vm", "list");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("cannot reach " + platform.address() + ": connection refused");
    }
}
