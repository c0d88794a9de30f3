package io.tidemark.audit.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** The one row that keeps the log's key. Thread-safe. */
@ApplicationScoped
public class LogKeyRow {

    private static final String INSERT =
            "insert into log_key (verifier, pkcs8) values (:verifier, :pkcs8) on conflict do nothing";

    private final Mutiny.SessionFactory sessions;

    public LogKeyRow(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * A key as it is kept.
     *
     * @param verifier the public half as text
     * @param pkcs8 the private half in base 64
     */
    public record Kept(String verifier, String pkcs8) {
        /** Without the private half: this may end up in a log. */
        @Override
        public String toString() {
            return verifier;
        }
    }

    /** Keeps the key unless there is one already, which may be another replica's; the one that is kept then. */
    public Uni<Kept> keepFirst(Kept fresh) {
        return sessions.withStatelessTransaction(session -> session.createNativeQuery(INSERT)
                .setParameter("verifier", fresh.verifier())
                .setParameter("pkcs8", fresh.pkcs8())
                .executeUpdate()
                .chain(() -> session.createNativeQuery("select verifier, pkcs8 from log_key", Object[].class)
                        .getSingleResult())
                .map(row -> new Kept((String) row[0], (String) row[1])));
    }
}
