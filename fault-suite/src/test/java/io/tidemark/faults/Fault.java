package io.tidemark.faults;

import io.tidemark.launcher.part.KafkaPart;
import io.tidemark.launcher.part.PostgresPart;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What may befall the event core in a run. Every fault is over when its blow returns; what follows from it is not. */
enum Fault {
    LEDGER_KILLED(harmless((estate, plan) -> estate.kill(plan.ledger()))),
    LEDGER_STOPPED(harmless((estate, plan) -> stop(estate, plan.ledger(), plan))),
    LEDGER_CUT_OFF(harmless((estate, plan) -> cut(estate.wire(plan.ledger()), plan))),
    LEDGER_IN_A_BLACK_HOLE(harmless((estate, plan) -> swallow(estate.wire(plan.ledger()), plan.length()))),
    /** Longer than a delivery may take. */
    LEDGERS_AWAY_FROM_THE_BROKER(harmless((estate, plan) -> swallowLong(estate.door("ledger"), plan))),
    MIRROR_KILLED(harmless((estate, plan) -> estate.kill(plan.mirror()))),
    MIRROR_STOPPED(harmless((estate, plan) -> stop(estate, plan.mirror(), plan))),
    MIRROR_CUT_OFF(harmless((estate, plan) -> cut(estate.wire(plan.mirror()), plan))),
    MIRROR_IN_A_BLACK_HOLE(harmless((estate, plan) -> swallow(estate.wire(plan.mirror()), plan.length()))),
    /** Longer than a member of a group may be silent. */
    MIRRORS_AWAY_FROM_THE_BROKER(harmless((estate, plan) -> swallowSilence(estate.door("mirror"), plan))),
    MIRROR_RESTORED(harmless(Restores::mirror)),
    POSTGRES_KILLED(harmless((estate, plan) -> estate.kill(PostgresPart.NAME))),
    POSTGRES_STOPPED(harmless((estate, plan) -> stop(estate, PostgresPart.NAME, plan))),
    /** Dumped and restored with nothing written in between. */
    POSTGRES_MOVED(harmless((estate, plan) -> DataCopy.move(estate, PostgresPart.NAME))),
    /** The whole server goes back to an older state: producers and consumers at once. */
    POSTGRES_RESTORED(Restores::postgres),
    /** Only the producers go back. */
    LEDGER_RESTORED(Restores::ledger),
    BROKER_KILLED(harmless((estate, plan) -> estate.kill(KafkaPart.NAME))),
    BROKER_STOPPED(harmless((estate, plan) -> stop(estate, KafkaPart.NAME, plan))),
    /** Longer than a delivery may take: what the relay had sent is given up in its middle. */
    BROKER_STOPPED_LONG(harmless(Fault::stopLong)),
    BROKER_LOST(Restores::brokerLost),
    BROKER_RESTORED(Restores::brokerRestored),
    TWO_LEADERS(harmless(TwoLeaders::strike)),
    OPPOSITE_COMMITS(harmless(LateCommit::strike)),
    OPEN_TRANSACTION_ELSEWHERE(harmless(Fault::openTransactionElsewhere));

    /** A fault in action; answers what it took away for good. */
    interface Blow {
        Taken strike(Estate estate, Plan plan) throws SQLException, IOException;
    }

    /** A fault that takes nothing away. */
    interface Harmless {
        void strike(Estate estate, Plan plan) throws SQLException, IOException;
    }

    /** The producer's delivery time-out is 10 s. */
    private static final Duration LONG = Duration.ofSeconds(12);

    /** A member of the mirrors' group is given up after 4 s. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final Blow blow;

    Fault(Blow blow) {
        this.blow = blow;
    }

    Taken strike(Estate estate, Plan plan) throws SQLException, IOException {
        return blow.strike(estate, plan);
    }

    private static Blow harmless(Harmless fault) {
        return (estate, plan) -> {
            fault.strike(estate, plan);
            return Taken.NOTHING;
        };
    }

    private static void stop(Estate estate, String part, Plan plan) {
        estate.stop(part);
        Moment.awaitAfter(plan.length());
        estate.resume(part);
    }

    private static void stopLong(Estate estate, Plan plan) {
        estate.stop(KafkaPart.NAME);
        Moment.awaitAfter(LONG.plus(plan.length()));
        estate.resume(KafkaPart.NAME);
    }

    private static void cut(Wire wire, Plan plan) {
        wire.cut();
        Moment.awaitAfter(plan.length());
        wire.mend();
    }

    private static void swallowLong(Wire wire, Plan plan) {
        swallow(wire, LONG.plus(plan.length()));
    }

    private static void swallowSilence(Wire wire, Plan plan) {
        swallow(wire, SILENCE.plus(plan.length()));
    }

    private static void swallow(Wire wire, Duration length) {
        wire.blackHole();
        Moment.awaitAfter(length);
        wire.mend();
    }

    /** Open until everything that the run wrote has arrived: nothing may wait for its end. */
    private static void openTransactionElsewhere(Estate estate, Plan plan) throws SQLException {
        try (Connection elsewhere = estate.elsewhere().connect();
                Statement statement = elsewhere.createStatement()) {
            elsewhere.setAutoCommit(false);
            statement.execute("create table held_open (id bigint)");
            new Delivery(estate, plan.seed()).await();
            elsewhere.rollback();
        }
    }
}
