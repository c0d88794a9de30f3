package io.tidemark.eventstore.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes followers within this process when something was appended or numbered; their slow poll is the net for what
 * other replicas append. Not {@code NOTIFY}, which would serialise all commits.
 */
@ApplicationScoped
public class LogSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long appends;
    private long numberings;

    /** Counts of what was signalled; a waiter passes the counts it saw before it looked. */
    public record Seen(long appends, long numberings) {}

    public Seen seen() {
        lock.lock();
        try {
            return new Seen(appends, numberings);
        } finally {
            lock.unlock();
        }
    }

    void appended() {
        lock.lock();
        try {
            appends++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void numbered() {
        lock.lock();
        try {
            numberings++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something was appended since, or the time is over. */
    void awaitAppend(Seen since, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (appends == since.appends() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something was numbered since, or the time is over. */
    void awaitNumbering(Seen since, Duration atMost) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(atMost);
        lock.lock();
        try {
            while (numberings == since.numberings() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
