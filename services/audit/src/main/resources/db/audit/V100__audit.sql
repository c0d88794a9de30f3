-- The complete nodes of the Merkle tree over the sealed records. Written once, never changed; rebuildable from event.
create table tree_node (
    level smallint not null,
    index bigint   not null,
    hash  bytea    not null check (length(hash) = 32),
    primary key (level, index)
);

-- Where each sealed record stands in the log, and what it is searched by; rebuildable from event.
create table record_index (
    leaf        bigint primary key,
    position    bigint not null unique,
    correlation uuid   not null,
    type        text   not null,
    actor       text   not null,
    subject     text   not null
);
create index record_index_correlation on record_index (correlation, leaf);
create index record_index_type on record_index (type, leaf);
create index record_index_actor on record_index (actor, leaf);
create index record_index_subject on record_index (subject, leaf);

-- The log's signing key: one for the life of the log. Secret: whoever holds it can sign another history.
create table log_key (
    one      boolean primary key default true check (one),
    verifier text not null,
    pkcs8    text not null
);
