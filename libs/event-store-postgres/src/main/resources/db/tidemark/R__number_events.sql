-- Gives committed events their position; how many, at most so many. The row lock on log_head makes one numberer at a time. It is
-- taken by a statement of its own: one that also looked for events would look with a snapshot from before it had the lock, and
-- would number again what the numberer before it had just numbered. (Each statement of a volatile function has its own snapshot
-- at the isolation level READ COMMITTED.)
create or replace function number_events(most integer) returns integer language plpgsql volatile as $$
declare
    head     log_head;
    numbered integer;
begin
    -- Most looks find nothing, and a lock is a write.
    if not exists (select 1 from event where position is null) then
        return 0;
    end if;
    select h.* into head from log_head h for update skip locked;
    if not found then
        return 0;
    end if;
    with batch as (select seq from event where position is null order by seq limit most),
    given as (select seq, head.position + row_number() over (order by seq) as position,
                     greatest(head.recorded_at, clock_timestamp()) as recorded_at from batch),
    moved as (update event e set position = g.position, recorded_at = g.recorded_at from given g where e.seq = g.seq
              returning e.position, e.recorded_at),
    advanced as (update log_head set position = (select max(position) from moved),
                                     recorded_at = (select max(recorded_at) from moved)
                 where exists (select 1 from moved) returning 1)
    select count(*) into numbered from moved;
    return numbered;
end
$$;
