package io.tidemark.faults;

import io.tidemark.launcher.part.KafkaPart;
import io.tidemark.launcher.part.PostgresPart;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What may befall the event core in a run. Every fault is over when its blow returns; what follows from it is not. */
enum Fault {
    LEDGER_KILLED((estate, plan) -> estate.kill(plan.ledger())),
    LEDGER_STOPPED((estate, plan) -> stop(estate, plan.ledger(), plan)),
    LEDGER_CUT_OFF((estate, plan) -> cut(estate, plan.ledger(), plan)),
    MIRROR_KILLED((estate, plan) -> estate.kill(plan.mirror())),
    MIRROR_STOPPED((estate, plan) -> stop(estate, plan.mirror(), plan)),
    MIRROR_CUT_OFF((estate, plan) -> cut(estate, plan.mirror(), plan)),
    POSTGRES_KILLED((estate, plan) -> estate.kill(PostgresPart.NAME)),
    POSTGRES_STOPPED((estate, plan) -> stop(estate, PostgresPart.NAME, plan)),
    BROKER_KILLED((estate, plan) -> estate.kill(KafkaPart.NAME)),
    BROKER_STOPPED((estate, plan) -> stop(estate, KafkaPart.NAME, plan)),
    /** Longer than a delivery may take: what the relay had sent is given up in its middle. */
    BROKER_STOPPED_LONG(Fault::stopLong),
    /** A leader that was stopped while it led goes on after another has taken over. */
    TWO_LEADERS(Fault::twoLeaders),
    OPPOSITE_COMMITS(LateCommit::strike),
    OPEN_TRANSACTION_ELSEWHERE(Fault::openTransactionElsewhere);

    /** A fault in action. */
    interface Blow {
        void strike(Estate estate, Plan plan) throws SQLException;
    }

    /** The producer's delivery time-out is 10 s. */
    private static final Duration LONG = Duration.ofSeconds(12);

    private final Blow blow;

    Fault(Blow blow) {
        this.blow = blow;
    }

    void strike(Estate estate, Plan plan) throws SQLException {
        blow.strike(estate, plan);
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

    private static void cut(Estate estate, String replica, Plan plan) {
        estate.wire(replica).cut();
        Moment.awaitAfter(plan.length());
        estate.wire(replica).mend();
    }

    /** PostgreSQL sees the stopped leader's connections end and gives its locks to the other; it itself sees nothing until it goes on. */
    private static void twoLeaders(Estate estate, Plan plan) {
        estate.stop(plan.ledger());
        estate.wire(plan.ledger()).cut();
        estate.wire(plan.ledger()).mend();
        Moment.awaitAfter(plan.length());
        estate.resume(plan.ledger());
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
