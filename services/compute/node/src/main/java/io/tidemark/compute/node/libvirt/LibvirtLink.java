package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.Stopwatch;
import io.tidemark.compute.node.hypervisor.HypervisorException;
import io.tidemark.compute.node.hypervisor.HypervisorException.Category;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/**
 * One connection to a libvirt daemon that comes back by itself after the daemon's death. Calls run on the caller's thread
 * and are never repeated; a call that finds no connection waits a little for one. Thread-safe.
 */
final class LibvirtLink implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LibvirtLink.class.getName());

    /** Longer than a killed daemon takes to be restarted and to answer, shorter than a caller's patience. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long RETRY_MILLIS = 200;
    private static final long CHECK_MILLIS = 1_000;

    /** A daemon that hangs is given up after this many seconds times the count. */
    private static final int KEEPALIVE_SECONDS = 5;

    private static final int KEEPALIVE_COUNT = 4;

    /** What is told about the connection itself, on the link's own thread. */
    interface Watcher {
        /** A new connection is open and not yet used by anybody: register what must hear events. */
        void opened(TellingConnect connection) throws LibvirtException;

        /** The connection is about to be closed: let go of what {@link #opened} registered, or libvirt calls into nothing. */
        void closing(TellingConnect connection) throws LibvirtException;

        void lost();
    }

    /** One conversation with libvirt. */
    interface Talk<T> {
        T with(Connect connection) throws LibvirtException;
    }

    /** What libvirt answered, and the action for the causal trace. */
    record Answer<T>(T value, Action action) {}

    private final String uri;
    private final boolean readOnly;
    private final Watcher watcher;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guards the native connection: calls share it, only closing needs it alone. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private @Nullable TellingConnect connection; // guarded by lock
    private boolean closed; // guarded by lock

    LibvirtLink(String uri, Watcher watcher) {
        this(uri, false, watcher);
    }

    static LibvirtLink readOnly(String uri, Watcher watcher) {
        return new LibvirtLink(uri, true, watcher);
    }

    private LibvirtLink(String uri, boolean readOnly, Watcher watcher) {
        this.uri = uri;
        this.readOnly = readOnly;
        this.watcher = watcher;
        EventLoop.ensureRunning();
        Thread.ofPlatform().daemon().name("libvirt-link").start(this::keepOpen);
    }

    /** Runs a conversation and times it. */
    <T> Answer<T> call(String name, Object target, Talk<T> talk) {
        Stopwatch watch = new Stopwatch(name, target);
        while (true) {
            Connect current = awaitConnection(watch);
            use.readLock().lock();
            try {
                if (current == current()) {
                    return new Answer<>(talk.with(current), watch.ok());
                }
            } catch (LibvirtException e) {
                throw failure(current, watch, e);
            } finally {
                use.readLock().unlock();
            }
        }
    }

    private HypervisorException failure(Connect current, Stopwatch watch, LibvirtException e) {
        Action action = watch.ended(String.valueOf(e.getMessage()).strip());
        ErrorNumber code = e.getError() == null ? null : e.getError().getCode();
        if (code == ErrorNumber.VIR_ERR_NO_DOMAIN) {
            return new HypervisorException(Category.ABSENT, action, e);
        }
        if (!isAlive(current)) {
            signal();
            return new HypervisorException(Category.UNREACHABLE, action, e);
        }
        return new HypervisorException(Category.REFUSED, action, e);
    }

    private Connect awaitConnection(Stopwatch watch) {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (connection == null && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (connection == null) {
                throw unreachable(watch, "libvirtd does not answer");
            }
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(watch, "interrupted");
        } finally {
            lock.unlock();
        }
    }

    private static HypervisorException unreachable(Stopwatch watch, String why) {
        return new HypervisorException(Category.UNREACHABLE, watch.ended(why));
    }

    private void keepOpen() {
        while (waitForWork()) {
            TellingConnect current = current();
            if (current == null) {
                open();
            } else if (!isAlive(current)) {
                drop(current);
            }
        }
    }

    /** False when the link is closed. */
    private boolean waitForWork() {
        lock.lock();
        try {
            if (!closed && connection != null) {
                changed.await(CHECK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void open() {
        TellingConnect fresh = null;
        try {
            fresh = new TellingConnect(uri, readOnly);
            fresh.setKeepAlive(KEEPALIVE_SECONDS, KEEPALIVE_COUNT);
            fresh.registerCloseListener((gone, reason) -> signal());
            set(fresh);
            watcher.opened(fresh);
        } catch (LibvirtException e) {
            LOG.log(Level.DEBUG, "libvirtd does not answer yet: {0}", e.getMessage());
            if (fresh != null) {
                drop(fresh);
            }
            pause();
        }
    }

    private void pause() {
        lock.lock();
        try {
            if (!closed) {
                changed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void set(@Nullable TellingConnect fresh) {
        lock.lock();
        try {
            connection = fresh;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void drop(TellingConnect dead) {
        set(null);
        watcher.lost();
        free(dead);
    }

    private void free(TellingConnect dead) {
        use.writeLock().lock();
        try {
            watcher.closing(dead);
        } catch (LibvirtException e) {
            LOG.log(Level.DEBUG, "a dead connection took no deregistration: {0}", e.getMessage());
        }
        try {
            dead.close();
        } catch (LibvirtException e) {
            LOG.log(Level.DEBUG, "a dead connection was not closed cleanly: {0}", e.getMessage());
        } finally {
            use.writeLock().unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable TellingConnect current() {
        lock.lock();
        try {
            return connection;
        } finally {
            lock.unlock();
        }
    }

    private boolean isAlive(Connect asked) {
        use.readLock().lock();
        try {
            return asked.isAlive();
        } catch (LibvirtException e) {
            return false;
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public void close() {
        TellingConnect open;
        lock.lock();
        try {
            closed = true;
            open = connection;
            connection = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (open != null) {
            free(open);
        }
    }
}
