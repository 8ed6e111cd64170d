-- The role the service takes on: everything in its tables, but only additions to the audit and one sealing of each entry.
-- Run at every start. A login that may not have the role goes on as itself; what others own in this schema is left alone.
do $$ declare one record; begin
  if not exists (select from pg_roles where rolname = 'bangban_service') then
    begin
      create role bangban_service nologin;
    exception when insufficient_privilege or duplicate_object or unique_violation then null;
    end;
  end if;
  begin
    execute format('grant bangban_service to %I', current_user);
  exception when others then null;
  end;
  if not coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = 'bangban_service'), false) then
    return;
  end if;
  grant usage on schema graphile_worker to bangban_service;
  for one in select n.nspname as space, c.relname as name, c.relkind as kind from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'graphile_worker') and c.relkind in ('r', 'p', 'v', 'S') and pg_has_role(current_user, c.relowner, 'usage')
  loop
    if one.kind = 'S' then execute format('grant usage on sequence %I.%I to bangban_service', one.space, one.name);
    else execute format('grant select, insert, update, delete on %I.%I to bangban_service', one.space, one.name);
    end if;
  end loop;
  grant execute on all functions in schema graphile_worker to bangban_service;
  revoke update, delete, truncate on audit_entries, audit_anchors from bangban_service;
  grant update (position, hash) on audit_entries to bangban_service;
  -- The queue's tables let nobody but their owner see a row unless a policy says so.
  for one in select tablename as name from pg_tables t where schemaname = 'graphile_worker' and rowsecurity and not exists (
    select from pg_policies p where p.schemaname = t.schemaname and p.tablename = t.tablename and policyname = 'bangban_service')
  loop
    execute format('create policy bangban_service on graphile_worker.%I to bangban_service using (true) with check (true)', one.name);
  end loop;
end $$;
