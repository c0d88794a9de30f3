-- Rows of a read model belong to a generation, so that one can be built anew beside the one that is read.
alter table view_row add column generation bigint not null default 1;
alter table view_row drop constraint view_row_pkey;
alter table view_row add primary key (view, generation, id, from_position);
drop index view_row_now;
drop index view_row_path;
create unique index view_row_now on view_row (view, generation, id) where to_position is null;

-- Pages run in path order: whatever subtrees a caller may see, each is one range of these.
create index view_row_path on view_row (view, generation, object_path text_pattern_ops, id) where to_position is null;
-- The same as of a past position. What held then is told from the index alone; a row is fetched only when it held.
create index view_row_path_then on view_row
    (view, generation, object_path text_pattern_ops, id, coalesce(to_position, 9223372036854775807), from_position);

-- Which generation of each view is read, of which shape it is, and how the last rebuild ended.
create table view_edition (
    view       text   primary key,
    generation bigint not null,
    shape      text   not null,
    rebuilt_at timestamptz,
    -- The hash that the rows before and the rebuilt rows had at one and the same position.
    hash_before  text,
    hash_rebuilt text
);

-- Numbers generations; one that was given up is never used again.
create sequence view_generation start 2;

-- Rebuilds under way. The row is locked while a batch is worked on, so one replica at a time builds.
create table view_rebuild (
    view       text        primary key,
    generation bigint      not null,
    shape      text        not null,
    position   bigint      not null default 0,
    started_at timestamptz not null default clock_timestamp()
);

-- Requests begin with this version: what was written before holds none.
insert into checkpoint (follower, position) select 'view-rebuild-requests', position from log_head;

-- What each view shows now, for what the database counts over a view.
create view view_now as
    select r.view, r.id, r.object_path, r.body from view_row r left join view_edition e on e.view = r.view
    where r.to_position is null and r.generation = coalesce(e.generation, 1);

-- Rows written before shapes were kept: of which one is not known, so they are rebuilt once.
insert into view_edition (view, generation, shape) select distinct view, 1, '' from view_row;
