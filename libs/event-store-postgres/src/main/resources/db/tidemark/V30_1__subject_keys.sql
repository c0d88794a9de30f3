-- One key for each person of whom something personal is kept, wrapped by the master key, which is not in the database.
-- An erased subject's row stays without its key, so that none is ever made again.
create table subject_key (
    subject   text primary key,
    key_id    uuid        not null default gen_random_uuid(),
    wrapped   text,
    made_at   timestamptz not null default clock_timestamp(),
    erased_at timestamptz,
    check ((wrapped is null) = (erased_at is not null))
);
