package io.tidemark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.real.TraceReceiver;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;

/**
 * One platform from its first start to its last trace, with real guests. The scenarios build on each other: a platform
 * takes longer to start than most of them to run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class PlatformScenarioTest {
    private final TraceReceiver collector = new TraceReceiver();
    private final Stage stage;

    PlatformScenarioTest() throws IOException {
        stage = new Stage();
    }

    @BeforeAll
    void up() throws IOException, InterruptedException {
        stage.platform.configure(collector.start());
        stage.platform.up();
        stage.checkAnswers();
    }

    @AfterAll
    void purge() throws IOException, InterruptedException {
        stage.platform.purge();
        collector.stop();
        assertThat(stage.platform.left()).as("what a purge leaves behind").isEmpty();
    }

    @Nested
    @Order(1)
    class First extends FirstUse {
        First() {
            super(stage);
        }
    }

    @Nested
    @Order(2)
    class Traced extends TraceOfACreate {
        Traced() {
            super(stage);
        }
    }

    @Nested
    @Order(3)
    class GivenUp extends KilledWhileGivingUp {
        GivenUp() {
            super(stage);
        }
    }

    @Nested
    @Order(4)
    class Lived extends MachineLife {
        Lived() {
            super(stage);
        }
    }

    @Nested
    @Order(5)
    class Reads extends DocumentedReads {
        Reads() {
            super(stage);
        }
    }

    @Nested
    @Order(6)
    class Killed extends KilledParts {
        Killed() {
            super(stage);
        }
    }

    @Nested
    @Order(7)
    class Rebuilt extends RebuiltViews {
        Rebuilt() {
            super(stage);
        }
    }

    @Nested
    @Order(8)
    class Published extends PublishedEvents {
        Published() {
            super(stage);
        }
    }

    @Nested
    @Order(9)
    class Restarted extends Restart {
        Restarted() {
            super(stage);
        }
    }
}
