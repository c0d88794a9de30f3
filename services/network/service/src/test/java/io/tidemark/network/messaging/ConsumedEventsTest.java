package io.tidemark.network.messaging;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.messaging.Reactions;
import io.tidemark.testkit.published.ConsumerContract;
import io.tidemark.testkit.real.RealParts;
import jakarta.inject.Inject;
import java.util.Set;

/** What others publish, taken in by an application of its own: samples stand for things that exist in no other test. */
@QuarkusTest
@TestProfile(ConsumedEventsTest.Alone.class)
@QuarkusTestResource(RealParts.class)
class ConsumedEventsTest extends ConsumerContract {
    @Inject
    Reactions reactions;

    ConsumedEventsTest() {
        super("network");
    }

    @Override
    protected Set<String> reactsTo() {
        return reactions.types();
    }

    /** Starts the application anew, on a database of its own. */
    public static final class Alone implements QuarkusTestProfile {}
}
