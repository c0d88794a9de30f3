-- Which life of the database this is. A database goes back to an older state only by being started anew or by another one being put
-- in its place, and both change this text; a restart that lost nothing changes it too.
create or replace function incarnation() returns text language sql stable as $$
    select pg_postmaster_start_time()::text || ' ' || oid::text from pg_database where datname = current_database()
$$;
