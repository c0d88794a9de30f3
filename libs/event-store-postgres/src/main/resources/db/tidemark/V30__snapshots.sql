-- The last fold of each long stream. Only a cache: any row may be deleted at any time.
create table snapshot (
    stream     text primary key,
    revision   bigint not null,
    last_event uuid   not null,
    form       text   not null,
    body       text   not null
);
