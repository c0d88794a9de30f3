package io.tidemark.eventstore.postgres;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** The reads of {@code view_row}. Each is shaped after one index, so that a page costs its rows and not the table. */
final class ViewSql {
    /** The rows of the generation that is read; needs {@code :view}. */
    static final String LIVE = "view = :view and generation ="
            + " (select coalesce(max(e.generation), 1) from view_edition e where e.view = :view)";

    /** Memory order, whatever the database's language: that of the indexes. */
    private static final String ORDER = " order by object_path using ~<~, id limit ";

    private static final String COLUMNS = "select object_path, cast(body as text) as body, id from view_row where ";

    private ViewSql() {}

    static Sql one(String view, String id, Optional<Long> asOf) {
        Sql sql = new Sql().set("view", view).set("id", id);
        if (asOf.isEmpty()) {
            return sql.add("select object_path, cast(body as text) as body from view_row where ")
                    .add(LIVE)
                    .add(" and id = :id and to_position is null");
        }
        String then = sql.bind(asOf.get());
        return sql.add("select object_path, cast(body as text) as body from (select * from view_row where ")
                .add(LIVE)
                .add(" and id = :id and from_position <= " + then + " order by from_position desc limit 1) last")
                .add(" where to_position is null or to_position > " + then);
    }

    /** One more row than the page has, to tell whether there is a next one. One branch for each subtree that is seen. */
    static Sql page(String view, ViewQuery query, Optional<Long> asOf, Optional<PageCursor> after) {
        Sql sql = new Sql().set("view", view);
        String rest = moment(sql, asOf)
                + hidden(sql, query.except())
                + equal(sql, query)
                + unequal(sql, query)
                + beyond(sql, after);
        String end = ORDER + (query.limit() + 1);
        StringJoiner branches = new StringJoiner(" union all ");
        for (String path : query.under()) {
            branches.add("(" + COLUMNS + LIVE + range(sql, path) + rest + end + ")");
        }
        return query.under().size() == 1
                ? sql.add(branches.toString())
                : sql.add("select object_path, body, id from (" + branches + ") page" + end);
    }

    /** The object's rows that began or ended after {@code from} and up to {@code to}, oldest first. */
    static Sql versions(String view, String id, long from, long to, int most) {
        Sql sql = new Sql().set("view", view).set("id", id);
        return sql.add("select object_path, cast(body as text) as body, from_position, coalesce(to_position, 0)"
                        + " from view_row where ")
                .add(LIVE)
                .add(" and id = :id and from_position <= " + sql.bind(to))
                .add(" and coalesce(to_position, 9223372036854775807) > " + sql.bind(from))
                .add(" order by from_position limit " + most);
    }

    private static String moment(Sql sql, Optional<Long> asOf) {
        return asOf.map(position -> " and from_position <= " + sql.bind(position)
                        + " and coalesce(to_position, 9223372036854775807) > " + sql.bind(position))
                .orElse(" and to_position is null");
    }

    /** The range that the index knows, then exactly the subtree: {@code /a-b} stands between {@code /a} and {@code /a/b}. */
    private static String range(Sql sql, String path) {
        if (path.equals("/")) {
            return "";
        }
        char afterSlash = '/' + 1;
        return " and object_path ~>=~ " + sql.bind(path) + " and object_path ~<~ " + sql.bind(path + afterSlash)
                + " and " + within(sql, path);
    }

    private static String hidden(Sql sql, List<String> except) {
        StringBuilder conditions = new StringBuilder();
        for (String path : except) {
            conditions.append(" and not ").append(path.equals("/") ? "true" : within(sql, path));
        }
        return conditions.toString();
    }

    private static String within(Sql sql, String path) {
        return "(object_path = " + sql.bind(path) + " or starts_with(object_path, " + sql.bind(path + "/") + "))";
    }

    private static String equal(Sql sql, ViewQuery query) {
        StringBuilder conditions = new StringBuilder();
        query.equal()
                .forEach((field, value) ->
                        conditions.append(" and body ->> " + sql.bind(field) + " = " + sql.bind(value)));
        return conditions.toString();
    }

    private static String unequal(Sql sql, ViewQuery query) {
        StringBuilder conditions = new StringBuilder();
        query.unequal()
                .forEach((field, value) ->
                        conditions.append(" and body ->> " + sql.bind(field) + " is distinct from " + sql.bind(value)));
        return conditions.toString();
    }

    private static String beyond(Sql sql, Optional<PageCursor> after) {
        return after.map(cursor -> " and object_path ~>=~ " + sql.bind(cursor.path()) + " and (object_path ~>~ "
                        + sql.bind(cursor.path()) + " or id > " + sql.bind(cursor.id()) + ")")
                .orElse("");
    }
}
