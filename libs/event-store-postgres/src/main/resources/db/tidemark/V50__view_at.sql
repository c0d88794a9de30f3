-- What a view showed at a position of the log, for what the database counts over a view as of the past.
create function view_at(asked text, at_position bigint) returns table (id text, object_path text, body jsonb)
    language sql stable as $$
    select r.id, r.object_path, r.body from view_row r left join view_edition e on e.view = r.view
    where r.view = asked and r.generation = coalesce(e.generation, 1)
      and r.from_position <= at_position and coalesce(r.to_position, 9223372036854775807) > at_position
$$;
