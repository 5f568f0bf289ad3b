create table act (
  id uuid not null,
  community text not null,
  request_id uuid not null,
  at timestamptz not null,
  caller text not null,
  name text not null,
  kind text not null,
  detail jsonb not null,
  constraint act_pk primary key (id)
);
create index act_newest_first on act (community, at desc, id desc);
create index act_of_request on act (community, request_id, at desc, id desc);
comment on table act is 'Who of the company did what to which request, and when. Rows are added and never changed.';

create function act_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'table act takes new rows only: what was done is kept';
end
$$;
create trigger act_rows_are_kept before update or delete on act for each row execute function act_is_kept();
create trigger act_is_not_emptied before truncate on act for each statement execute function act_is_kept();
