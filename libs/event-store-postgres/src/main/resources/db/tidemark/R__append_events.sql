-- One append is one call: checked and written in one transaction and one round trip. The steps come in the one order of locks
-- (LockOrder). What refuses the append is raised, so nothing of it stays; the detail says in JSON what was found:
--   TM001 the stream is at another revision, TM002 the mark repeats or leaves a gap, TM003 the value is another owner's,
--   TM004 nothing refuses it, and it was only to be tried.
create or replace function append_events(asked jsonb) returns setof event language plpgsql as $$
#variable_conflict use_column
declare
    step   jsonb;
    given  jsonb;
    actual bigint;
begin
    for step in select s.value from jsonb_array_elements(asked -> 'steps') with ordinality as s order by s.ordinality loop
        given := step -> 'of';
        case step ->> 'kind'
        when 'events' then
            select coalesce(max(e.revision), 0) into actual from event e where e.stream = given ->> 'stream';
            if actual <> (given ->> 'expected')::bigint then
                raise exception using errcode = 'TM001', message = 'the stream is at another revision', detail =
                    jsonb_build_object('stream', given -> 'stream', 'expected', given -> 'expected', 'actual', actual);
            end if;
            -- A writer that commits between the look and this statement is met by the unique index.
            return query
                insert into event (event_id, stream, revision, type, payload, object_path, correlation, causation, actor,
                                   operation, trace_parent)
                select (e.value ->> 'id')::uuid, given ->> 'stream', actual + e.ordinality, e.value ->> 'type',
                       e.value -> 'data', given ->> 'path', (asked ->> 'correlation')::uuid,
                       (asked ->> 'causation')::uuid, asked ->> 'actor', (asked ->> 'operation')::uuid,
                       asked ->> 'traceParent'
                from jsonb_array_elements(given -> 'events') with ordinality as e order by e.ordinality
                returning *;
        when 'answer' then
            insert into idempotency (principal, key, body_hash, status, location, response, correlation)
            values (given ->> 'principal', given ->> 'key', given ->> 'bodyHash', (given ->> 'status')::integer,
                    given ->> 'location', given ->> 'responseJson', (given ->> 'correlationId')::uuid);
        when 'mark' then
            -- By exactly one; the row lock makes a racing consumer wait and then see the repeat.
            if (given ->> 'revision')::bigint = 1 then
                insert into inbox (producer, aggregate, revision, event_id, generation)
                values (given ->> 'producer', given ->> 'aggregate', 1, (given ->> 'eventId')::uuid,
                        given ->> 'generation')
                on conflict do nothing;
            else
                update inbox i set revision = i.revision + 1, event_id = (given ->> 'eventId')::uuid,
                                   generation = coalesce(given ->> 'generation', i.generation)
                where i.producer = given ->> 'producer' and i.aggregate = given ->> 'aggregate'
                  and i.revision + 1 = (given ->> 'revision')::bigint;
            end if;
            if not found then
                select coalesce(max(i.revision), 0) into actual from inbox i
                where i.producer = given ->> 'producer' and i.aggregate = given ->> 'aggregate';
                raise exception using errcode = 'TM002', message = 'the mark does not follow the one kept', detail =
                    jsonb_build_object('mark', given, 'actual', actual);
            end if;
        when 'claim' then
            insert into claim (scope, value, owner) values (given ->> 'scope', given ->> 'value', given ->> 'owner')
            on conflict (scope, value) do update set owner = claim.owner where claim.owner = excluded.owner;
            if not found then
                raise exception using errcode = 'TM003', message = 'the value is taken', detail = given;
            end if;
        when 'unclaim' then
            delete from claim c where c.scope = given ->> 'scope' and c.value = given ->> 'value'
                and c.owner = given ->> 'owner';
        when 'replica' then
            -- The count comes first: its row lock is one for the whole kind, so no two writers take rows crosswise.
            insert into replica_version (kind, version) values (given ->> 'kind', 1)
            on conflict (kind) do update set version = replica_version.version + 1;
            if given ->> 'json' = '' then
                delete from replica r where r.kind = given ->> 'kind' and r.id = given ->> 'id';
            else
                insert into replica (kind, id, body)
                values (given ->> 'kind', given ->> 'id', (given ->> 'json')::jsonb)
                on conflict (kind, id) do update set body = excluded.body;
            end if;
        when 'erasure' then
            insert into subject_key (subject, erased_at) values (given ->> 'subject', clock_timestamp())
            on conflict (subject) do update
            set wrapped = null, erased_at = coalesce(subject_key.erased_at, excluded.erased_at);
        when 'try' then
            raise exception using errcode = 'TM004', message = 'this was only to be tried';
        end case;
    end loop;
end
$$;
