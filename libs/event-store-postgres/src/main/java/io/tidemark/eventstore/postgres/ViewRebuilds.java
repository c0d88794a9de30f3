package io.tidemark.eventstore.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Builds views anew beside the rows that are read, then switches: on an operator's request, and at start-up when a
 * view's shape is not the one its rows were written in. Resumes after a crash where its last batch ended.
 */
@ApplicationScoped
public class ViewRebuilds {
    private static final Logger LOG = Logger.getLogger(ViewRebuilds.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final Mutiny.SessionFactory sessions;
    private final PostgresEventStore store;
    private final LogSignal signal;
    private final Instance<View<?>> views;
    private volatile boolean stopping;
    private volatile boolean prepared;
    private volatile Thread thread = Thread.ofPlatform().unstarted(() -> {});

    public ViewRebuilds(
            Mutiny.SessionFactory sessions, PostgresEventStore store, LogSignal signal, @Any Instance<View<?>> views) {
        this.sessions = sessions;
        this.store = store;
        this.signal = signal;
        this.views = views;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().daemon().name("view-rebuilds").start(this::loop);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(STOPPING);
    }

    private void loop() {
        while (!stopping) {
            LogSignal.Seen seen = signal.seen();
            try {
                boolean worked = work();
                if (!worked) {
                    signal.awaitNumbering(seen, POLL);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.errorf(e, "rebuilding of views failed, trying again: pause=%s", POLL);
                    pause(seen);
                }
            }
        }
    }

    private void pause(LogSignal.Seen seen) {
        try {
            signal.awaitAppend(seen, POLL);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** Whether anything was done. */
    private boolean work() throws InterruptedException {
        if (!prepared) {
            for (View<?> view : views) {
                Blocking.await(sessions.withStatelessTransaction(session -> ViewEditions.prepare(session, view)));
                Blocking.await(ViewRebuild.sweepAll(sessions, view.name()));
            }
            prepared = true;
        }
        boolean worked = false;
        for (String wanted : Blocking.await(sessions.withStatelessSession(ViewEditions::rebuilding))) {
            for (View<?> view : views) {
                if (view.name().equals(wanted)) {
                    worked |= Blocking.await(new ViewRebuild<>(sessions, store, view).step());
                }
            }
        }
        return worked;
    }
}
