package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** SQL that grows with its parameters; values are always bound, never spliced. */
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    Sql add(String more) {
        text.append(more);
        return this;
    }

    Sql set(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    String bind(String value) {
        return "cast(" + bound(value) + " as text)";
    }

    String bind(long value) {
        return "cast(" + bound(value) + " as bigint)";
    }

    private String bound(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    Uni<List<Object[]>> rows(Mutiny.StatelessSession session) {
        Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(text.toString(), Object[].class);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }
}
