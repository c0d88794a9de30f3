-- Which generation of the history an event belongs to: the one with the highest from_position that is not above its position.
-- A generation without from_position is not in this log: the database was restored to before it began.
create table generation (
    generation    uuid primary key,
    from_position bigint unique
);
insert into generation (from_position, generation) select 1, generation from log_head;

-- The producer's generation of the event behind the mark; null where it told none.
alter table inbox add column generation text;

-- Other producers' generations, in the order in which they were met: a later one replaces what an earlier one said.
create table met_generation (
    producer   text not null,
    generation text not null,
    number     bigint generated always as identity,
    primary key (producer, generation)
);

-- Every record before log_offset has been handled or parked in this database, at least.
create table intake_mark (
    topic      text    not null,
    part       integer not null,
    log_offset bigint  not null,
    primary key (topic, part)
);

-- The last record that Kafka acknowledged in each topic of directives. The row with the empty name says that all of them hold
-- what this log calls for; without it they are written anew.
create table directive_mark (
    topic      text   primary key,
    topic_id   text   not null,
    log_offset bigint not null
);
