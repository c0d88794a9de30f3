package io.tidemark.audit;

import static io.tidemark.audit.Auditor.eventually;
import static io.tidemark.audit.Auditor.get;
import static io.tidemark.audit.Auditor.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.audit.Platform.Event;
import io.tidemark.audit.log.Checkpoint;
import io.tidemark.audit.log.SignedNote;
import io.tidemark.audit.log.TreeHash;
import io.tidemark.eventstore.postgres.Followers;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tree is derived from the log, and a log that somebody changed does not get a tree. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class TreeRebuildTest {

    /** Everything that the tree follower wrote, dropped while the follower waits for its checkpoint's row. */
    private static final String DROP = "delete from tree_node; delete from record_index;"
            + " update checkpoint set position = 0 where follower = 'tree'";

    @Inject
    Platform platform;

    @Inject
    Auditor auditor;

    @Inject
    DataSource database;

    @BeforeEach
    void signIn() {
        auditor.signIn();
    }

    @Test
    void aDroppedTreeIsRebuiltToTheSameRoot() throws SQLException {
        seal();
        Checkpoint before = checkpoint();

        rebuild("select 1");

        eventually().until(() -> checkpoint().size() >= before.size());
        String root = get("/consistency?oldSize={size}", before.size())
                .statusCode(200)
                .extract()
                .path("oldRootHash");
        assertThat(root).isEqualTo(before.root().hex());
    }

    @Test
    void aRecordThatWasChangedInTheDatabaseStopsARebuildAtItsLeaf() throws SQLException {
        int leaf = seal();
        seal();
        long size = checkpoint().size();
        String actor = "update event set payload = jsonb_set(payload, '{event,actor}', '\"%s\"')"
                + " where cast(payload ->> 'leaf' as bigint) = " + leaf;

        try (LoggedFailures failures = LoggedFailures.of(Followers.class)) {
            rebuild(actor.formatted("mallory"));

            eventually()
                    .untilAsserted(() -> assertThat(failures.seen())
                            .anyMatch(why -> why.contains("leaf " + leaf) && why.contains("it was changed")));
        }
        assertThat(checkpoint().size()).isLessThanOrEqualTo(leaf);
        get("/records/{leaf}", leaf).statusCode(404);

        sql(actor.formatted("alice"));
        eventually().until(() -> checkpoint().size() >= size);
    }

    @Test
    void aRecordThatWasChangedAfterwardsNoLongerMatchesItsProof() throws SQLException {
        int leaf = seal();
        String change = "update event set payload = jsonb_set(payload, '{event,actor}', '\"%s\"')"
                + " where cast(payload ->> 'leaf' as bigint) = " + leaf;
        String before = get("/records/{leaf}/proof", leaf).extract().path("record");

        sql(change.formatted("mallory"));

        var proof = get("/records/{leaf}/proof", leaf).statusCode(200).extract();
        assertThat(proof.<String>path("record")).contains("mallory").isNotEqualTo(before);
        assertThat(TreeHash.ofLeaf(proof.<String>path("record")).hex()).isNotEqualTo(proof.<String>path("leafHash"));
        sql(change.formatted("alice"));
    }

    /** Drops what the follower of the log wrote, with something else in the same transaction. */
    private void rebuild(String also) throws SQLException {
        sql("begin; select 1 from checkpoint where follower = 'tree' for update; " + DROP + "; " + also + "; commit");
    }

    private int seal() {
        Event event = Event.compute(UUID.randomUUID().toString(), 1, "{}");
        platform.publish(event);
        return leaf(event.correlationId());
    }

    private static Checkpoint checkpoint() {
        return Checkpoint.parse(
                SignedNote.parse(get("/checkpoint").statusCode(200).extract().asString())
                        .text());
    }

    private void sql(String statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statements);
        }
    }
}
