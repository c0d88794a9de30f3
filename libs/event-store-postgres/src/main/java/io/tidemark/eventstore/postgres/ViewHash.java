package io.tidemark.eventstore.postgres;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a generation of rows amounts to as of a position: equal hashes mean equal rows to the byte, with the interval
 * of each.
 *
 * @param rows how many hold then
 * @param versions how many held at any time until then
 * @param hash SHA-256 in hexadecimal
 */
record ViewHash(long rows, long versions, String hash) {
    /** Each row as it stood then: what closed it later had not happened yet. */
    private static final String SQL = "select count(*) filter (where until is null), count(*),"
            + " encode(sha256(coalesce(string_agg(sha256(convert_to(cast(jsonb_build_array("
            + "id, from_position, until, object_path, body) as text), 'UTF8')), cast('' as bytea)"
            + " order by id collate \"C\", from_position), cast('' as bytea))), 'hex')"
            + " from (select id, from_position, case when to_position <= :position then to_position end as until,"
            + " object_path, body from view_row where view = :view and generation = :generation"
            + " and from_position <= :position) r";

    static Uni<ViewHash> of(Mutiny.StatelessSession session, String view, long generation, long position) {
        return session.createNativeQuery(SQL, Object[].class)
                .setParameter("view", view)
                .setParameter("generation", generation)
                .setParameter("position", position)
                .getSingleResult()
                .map(row ->
                        new ViewHash(((Number) row[0]).longValue(), ((Number) row[1]).longValue(), (String) row[2]));
    }
}
