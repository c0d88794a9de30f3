package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.StoredEvent;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps the generation of one {@link View} that is read in step with the log, in the checkpoint's transaction. The
 * checkpoint's lock also orders it against {@link ViewRebuilds}, which changes the generation.
 */
public final class ViewFollower<T> implements Follower {
    /** As many statements as for one event. */
    private static final int BATCH = 1000;

    private final View<T> view;

    public ViewFollower(View<T> view) {
        this.view = view;
    }

    @Override
    public String name() {
        return checkpoint(view.name());
    }

    @Override
    public boolean writesOnlyHere() {
        return true;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    static String checkpoint(String view) {
        return "view:" + view;
    }

    @Override
    public Uni<Void> follow(Mutiny.StatelessSession session, List<StoredEvent> batch) {
        if (batch.stream().allMatch(event -> view.key(event).isEmpty())) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(
                        "select coalesce(max(generation), 1) from view_edition where view = :view", Long.class)
                .setParameter("view", view.name())
                .getSingleResult()
                .chain(generation -> new ViewRows<>(view, generation).apply(session, batch));
    }
}
