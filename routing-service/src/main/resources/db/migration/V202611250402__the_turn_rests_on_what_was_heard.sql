-- Whose turn it is, by dev.crowdline.contracts.Turn. What was heard so far counts as numbered in its order; a question
-- that is open has been answered by none of it.
alter table route add column turn jsonb not null default '{"highest": 0, "wanted": 0}';
update route r set turn = jsonb_build_object('highest', m.n, 'wanted', m.n)
    || case when a.id is null then '{}'::jsonb else jsonb_build_object('given', jsonb_build_object('assignmentId', a.id, 'heard', m.n,
         'at', to_char(coalesce(a.paused_at, a.ended_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))) end
  from route q
  left join lateral (
    select count(*) as n from route_message w where w.route_id = q.id and w.author = 'CUSTOMER' and w.kind = 'MESSAGE'
  ) m on true
  left join lateral (
    select id, paused_at, ended_at from assignment a where a.route_id = q.id and a.round = q.round
      and ((a.state = 'ACTIVE' and a.paused_at is not null) or (q.state = 'CLOSED' and a.state = 'COMPLETED'))
    order by accepted_at desc limit 1
  ) a on true
  where q.id = r.id;
update route set waiting_on = case when turn -> 'given' is not null then 'CUSTOMER' else 'HELPERS' end
  where waiting_on <> case when turn -> 'given' is not null then 'CUSTOMER' else 'HELPERS' end;
alter table route add column finished boolean not null default false;
comment on column route.turn is 'Whose turn it is and what that rests on; waiting_on follows from it.';
comment on column route.finished is 'Resolved or cancelled: nothing can be followed up any more. Not known of what ended before there was this column.';
