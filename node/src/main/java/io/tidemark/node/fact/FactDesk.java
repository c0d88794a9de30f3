package io.tidemark.node.fact;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Json;
import io.tidemark.nodelink.Directive;
import io.tidemark.nodelink.FactOutbox;
import io.tidemark.nodelink.NewFact;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where modules hand in what happened. When a call returns the fact is on disk and will be published. Thread-safe. */
public final class FactDesk {
    private static final Logger LOG = LoggerFactory.getLogger(FactDesk.class);
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final FactOutbox outbox;
    private final KnownCauses causes = new KnownCauses();

    public FactDesk(FactOutbox outbox) {
        this.outbox = outbox;
    }

    /** Learns whom a directive comes from, before its module sees it. */
    public void witness(Directive directive) {
        causes.remember(directive);
    }

    /** A fact that answers a directive. */
    public void answer(String type, String key, JsonNode body, String correlationId, String directiveId) {
        keep(new NewFact(key, type, Json.write(body), Optional.of(causes.of(correlationId, directiveId))));
    }

    /**
     * A fact that answers a directive, for a module that kept the directive's headers.
     *
     * @param directiveHeaders as {@link CauseHeaders#of} gave them; empty when nobody asked
     */
    public void answer(String type, String key, JsonNode body, Map<String, String> directiveHeaders) {
        keep(new NewFact(key, type, Json.write(body), CauseHeaders.effectCause(directiveHeaders)));
    }

    /** A fact that nobody asked for. */
    public void tell(String type, String key, JsonNode body) {
        keep(new NewFact(key, type, Json.write(body), Optional.<Cause>empty()));
    }

    /**
     * A disk that is full or sick stops the module here, rather than letting it act without a record. It goes on when the
     * disk does, or when the agent ends.
     */
    private void keep(NewFact fact) {
        while (true) {
            try {
                outbox.emit(fact);
                return;
            } catch (UncheckedIOException e) {
                LOG.error(
                        "a fact cannot be kept, waiting with all that follows: type={} key={}",
                        fact.type(),
                        fact.key(),
                        e);
                LockSupport.parkNanos(PAUSE_NANOS);
                if (Thread.interrupted()) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }
}
