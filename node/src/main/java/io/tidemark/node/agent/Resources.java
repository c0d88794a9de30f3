package io.tidemark.node.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in the opposite order. Thread-safe. */
final class Resources {
    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Closes all; one that fails to close does not keep the others open. */
    synchronized void closeAll() {
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    /** The edge of shutting down: whatever a resource throws, the next one must be closed. */
    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("{} cannot be closed", resource.getClass().getSimpleName(), e);
        }
    }
}
