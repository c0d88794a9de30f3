-- The streams. Rows are never changed but for position and recorded_at, which numbering sets once.
create table event (
    seq          bigint generated always as identity primary key,
    event_id     uuid        not null unique,
    stream       text        not null,
    revision     bigint      not null,
    position     bigint unique,
    type         text        not null,
    payload      jsonb       not null,
    object_path  text        not null,
    correlation  uuid        not null,
    causation    uuid        not null,
    actor        text        not null,
    operation    uuid,
    trace_parent text,
    written_at   timestamptz not null default clock_timestamp(),
    recorded_at  timestamptz,
    unique (stream, revision)
);

-- What numbering has still to do; empty most of the time.
create index event_unnumbered on event (seq) where position is null;

-- Time to position, for reads as of a time.
create index event_recorded on event (recorded_at, position) where position is not null;

-- One row. Locked while numbering, so that two numberers never meet; recorded_at never falls.
create table log_head (
    one         boolean primary key default true check (one),
    position    bigint      not null default 0,
    recorded_at timestamptz not null default '-infinity',
    generation  uuid        not null default gen_random_uuid()
);
insert into log_head default values;

-- Where each follower of the log stands. Locked while it works, so that one replica at a time follows.
create table checkpoint (
    follower text primary key,
    position bigint not null default 0
);

create table idempotency (
    principal   text        not null,
    key         text        not null,
    body_hash   text        not null,
    status      integer     not null,
    location    text        not null,
    response    text        not null,
    correlation uuid        not null,
    written_at  timestamptz not null default clock_timestamp(),
    primary key (principal, key)
);

-- Up to where this service has handled each aggregate of each producer.
create table inbox (
    producer  text   not null,
    aggregate text   not null,
    revision  bigint not null,
    primary key (producer, aggregate)
);

-- Events that cannot be handled yet, or at all, with every later one of their key.
create table parked (
    producer  text        not null,
    aggregate text        not null,
    revision  bigint      not null,
    type      text        not null,
    envelope  text        not null,
    reason    text        not null,
    parked_at timestamptz not null default clock_timestamp(),
    primary key (producer, aggregate, revision)
);

-- Unique values and who holds them; derived from events and rebuildable.
create table claim (
    scope text not null,
    value text not null,
    owner text not null,
    primary key (scope, value)
);

-- What this service keeps of other services' truth; rebuilt from their events.
create table replica (
    kind text  not null,
    id   text  not null,
    body jsonb not null,
    primary key (kind, id)
);

-- Counts the changes of each kind of replica. Its row lock orders writers, so a reader that saw a version misses nothing before it.
create table replica_version (
    kind    text   primary key,
    version bigint not null
);

-- Read models. A row holds from from_position until to_position; null means that it still holds.
create table view_row (
    view          text   not null,
    id            text   not null,
    from_position bigint not null,
    to_position   bigint,
    object_path   text   not null,
    body          jsonb  not null,
    primary key (view, id, from_position)
);
create unique index view_row_now on view_row (view, id) where to_position is null;
create index view_row_path on view_row (view, object_path text_pattern_ops, id) where to_position is null;
