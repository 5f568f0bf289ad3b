alter table request_clock
  add column topic text,
  add column received jsonb not null default '{"ratings": [], "payments": []}',
  add column resolved_by tier;
comment on column request_clock.topic is 'As the request was understood when it was submitted: reports are kept by it.';
comment on column request_clock.received is 'The ratings of its answers, and the points that they paid and that were taken back. Moves no clock.';
comment on column request_clock.resolved_by is 'Tier of whose answer is confirmed; null while none is, and for what ended before this column was there.';
update request_clock c set topic = q.topic
from question q
where q.community = c.community and q.request_id = c.request_id and q.topic is not null;

create index request_clock_ended on request_clock (community, finished_at, request_id)
  where finished_at is not null;
create index request_clock_cancelled on request_clock (community, finished_at, request_id)
  where status = 'CANCELLED';

alter table report_change add column topic text;
comment on column report_change.topic is 'Of the request that is counted; null when none was found. Reports of periods are kept by it, the rest is not.';

create table period_report (
  community text not null,
  unit text not null,
  since timestamptz not null,
  measure text not null,
  topic text not null,
  key text not null,
  count bigint not null,
  constraint period_report_pk primary key (community, unit, since, measure, topic, key),
  constraint period_report_unit check (unit in ('DAY', 'MONTH'))
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
comment on table period_report is 'Roll-ups of report_change: how many of what, per day and per month of UTC, of each topic and of all. A report of any period reads about as many rows.';
comment on column period_report.topic is '-: no topic was found; *: all requests. No topic is called so.';

-- What was counted before was not counted by topic.
insert into period_report (community, unit, since, measure, topic, key, count)
select community, u.unit, date_trunc(u.unit, since, 'UTC'), measure, '*', key, sum(count)
from report cross join (values ('DAY'), ('MONTH')) as u (unit)
where measure in ('SUBMITTED', 'ACCEPT_TIME', 'RESPONSE_TIME', 'NEXT_RESPONSE_TIME', 'RESOLUTION_TIME', 'TARGET_MET', 'TARGET_BREACHED', 'RESOLVED', 'CANCELLED')
group by 1, 2, 3, 4, 5, 6 having sum(count) <> 0;
