-- The role the service takes on: everything in its tables, but only additions to the audit and one sealing of each entry.
-- Run at every start; where the login may make no roles, the service goes on as the login itself.
do $$ declare one text; begin
  if not exists (select from pg_roles where rolname = 'bangban_service') then
    begin
      create role bangban_service nologin;
    exception when insufficient_privilege or duplicate_object or unique_violation then null;
    end;
  end if;
  if exists (select from pg_roles where rolname = 'bangban_service') then
    begin
      execute format('grant bangban_service to %I', current_user);
    exception when others then null;
    end;
    grant usage on schema public, graphile_worker to bangban_service;
    grant select, insert, update, delete on all tables in schema public, graphile_worker to bangban_service;
    grant usage on all sequences in schema public, graphile_worker to bangban_service;
    grant execute on all functions in schema public, graphile_worker to bangban_service;
    revoke update, delete, truncate on audit_entries, audit_anchors from bangban_service;
    -- The queue's tables let nobody but their owner see a row unless a policy says so.
    for one in select tablename from pg_tables t where schemaname = 'graphile_worker' and rowsecurity and not exists (
      select from pg_policies p where p.schemaname = t.schemaname and p.tablename = t.tablename and policyname = 'bangban_service')
    loop
      execute format('create policy bangban_service on graphile_worker.%I to bangban_service using (true) with check (true)', one);
    end loop;
    grant update (position, hash) on audit_entries to bangban_service;
  end if;
end $$;
