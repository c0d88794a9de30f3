-- The last event that Kafka acknowledged to the relay in each partition of the topic, and where: an offset that falls, another
-- topic or another record there says that the broker went back.
create table relay_mark (
    part       integer primary key,
    topic_id   text   not null,
    log_offset bigint not null,
    event_id   uuid   not null
);

-- The event behind the mark: another one under its revision is an alarm. Null in marks made before this column.
alter table inbox add column event_id uuid;

-- retry_at: when it is tried again without being asked to, once it is next in its key; null when only an operator's word does.
-- rival: came under a revision that was handled as another event; it is never handled and blocks its key.
alter table parked
    add column event_id uuid,
    add column attempts integer not null default 0,
    add column retry_at timestamptz,
    add column rival    boolean not null default false;
update parked set event_id = cast(cast(envelope as jsonb) ->> 'id' as uuid), retry_at = clock_timestamp();
alter table parked alter column event_id set not null;
create index parked_due on parked (retry_at) where retry_at is not null;
