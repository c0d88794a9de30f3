package io.tidemark.eventstore.postgres;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.InTurn;
import io.tidemark.eventstore.Json;
import io.tidemark.eventstore.personal.KeyRing;
import io.tidemark.eventstore.personal.MasterKey;
import io.tidemark.eventstore.personal.SubjectKey;
import io.tidemark.eventstore.personal.SubjectKeyRing;
import io.tidemark.eventstore.personal.SubjectKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Subjects' keys in the service's database, wrapped by the master key of the file {@code tidemark.personal.key-file}. A
 * service without personal values needs no such file. Nothing is cached, so an erasure holds everywhere at its commit.
 */
@ApplicationScoped
public class SubjectKeyRows implements SubjectKeys {
    private static final String ANY_WRAPPED =
            "select subject, key_id, wrapped from subject_key where wrapped is not null limit 1";

    private final Mutiny.SessionFactory sessions;
    private final Optional<MasterKey> master;

    public SubjectKeyRows(
            Mutiny.SessionFactory sessions,
            @ConfigProperty(name = "tidemark.personal.key-file") Optional<Path> keyFile) {
        this.sessions = sessions;
        this.master = keyFile.map(SubjectKeyRows::read);
    }

    private static MasterKey read(Path file) {
        try {
            return MasterKey.read(file);
        } catch (IOException e) {
            throw new IllegalStateException("tidemark.personal.key-file cannot be read: " + e, e);
        }
    }

    /** At start: a service whose database holds wrapped keys goes on only with the master key that wrapped them. */
    void atStart(@Observes StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::check);
    }

    Uni<Void> check() {
        return sessions.withStatelessSession(session -> session.createNativeQuery(ANY_WRAPPED, Object[].class)
                .getResultList()
                .invoke(rows -> rows.forEach(this::unwrap))
                .replaceWithVoid());
    }

    private SubjectKey unwrap(Object[] row) {
        MasterKey key = master.orElseThrow(() -> new IllegalStateException(
                "personal values are sealed here, and tidemark.personal.key-file is not set: restore the master key"));
        try {
            return key.unwrap((UUID) row[1], (String) row[0], (String) row[2]);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "tidemark.personal.key-file holds another master key than the one that personal values are sealed"
                            + " under: restore that one",
                    e);
        }
    }

    @Override
    public Uni<KeyRing> sealing(Set<String> subjects) {
        return sessions.withStatelessTransaction(
                session -> make(session, subjects).chain(() -> ring(session, subjects)));
    }

    /** Makes the keys as {@link #sealing} does and takes them back. */
    @Override
    public Uni<KeyRing> trying(Set<String> subjects) {
        return sessions.withStatelessTransaction((session, transaction) -> {
            transaction.markForRollback();
            return make(session, subjects).chain(() -> ring(session, subjects));
        });
    }

    @Override
    public Uni<KeyRing> opening(Set<String> subjects) {
        return sessions.withStatelessSession(session -> ring(session, subjects));
    }

    private Uni<Void> make(Mutiny.StatelessSession session, Set<String> subjects) {
        return InTurn.each(new TreeSet<>(subjects), subject -> make(session, subject));
    }

    private Uni<Void> make(Mutiny.StatelessSession session, String subject) {
        SubjectKey key = SubjectKey.create(subject);
        return session.createNativeQuery("insert into subject_key (subject, key_id, wrapped)"
                        + " values (:subject, :id, :wrapped) on conflict (subject) do nothing")
                .setParameter("subject", subject)
                .setParameter("id", key.id())
                .setParameter("wrapped", master().wrap(key))
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<KeyRing> ring(Mutiny.StatelessSession session, Set<String> subjects) {
        return session.createNativeQuery(
                        "select subject, key_id, wrapped from subject_key"
                                + " where wrapped is not null and subject in"
                                + " (select jsonb_array_elements_text(cast(cast(:subjects as text) as jsonb)))",
                        Object[].class)
                .setParameter("subjects", Json.write(subjects))
                .getResultList()
                .map(rows -> ring(subjects, rows));
    }

    private KeyRing ring(Set<String> subjects, List<Object[]> rows) {
        Map<String, Optional<SubjectKey>> keys = new HashMap<>();
        subjects.forEach(subject -> keys.put(subject, Optional.empty()));
        for (Object[] row : rows) {
            keys.put((String) row[0], Optional.of(unwrap(row)));
        }
        return new SubjectKeyRing(keys);
    }

    private MasterKey master() {
        return master.orElseThrow(() -> new IllegalStateException("tidemark.personal.key-file names no master key: make"
                + " one with (umask 077; head -c 32 /dev/urandom | base64 > FILE)"));
    }
}
