-- Declared in their order: a list sorts by it, and a tier is compared by it.
create type priority as enum ('URGENT', 'HIGH', 'NORMAL', 'LOW');
create type tier as enum ('COMMUNITY', 'CONTRACTOR', 'SPECIALIST');
create type status as enum ('OPEN', 'IN_WORK', 'ANSWERED', 'RESOLVED', 'CANCELLED');

create table plan (
  community text not null,
  fingerprint text not null,
  content jsonb not null,
  constraint plan_pk primary key (community, fingerprint)
);
comment on table plan is 'What a policy said of requests of one priority when they were submitted: targets and steps, by value. Never changed.';

create table request_clock (
  community text not null,
  request_id uuid not null,
  partition integer not null,
  submitted_at timestamptz,
  priority priority,
  minimum_tier tier not null,
  plan text,
  status status not null,
  round integer not null,
  history jsonb not null,
  raised jsonb not null,
  offers_made integer not null,
  offers_expired integer not null,
  offers_declined integer not null,
  accept_at_risk_at timestamptz,
  accept_breached_at timestamptz,
  accept_met_at timestamptz,
  response_at_risk_at timestamptz,
  response_breached_at timestamptz,
  response_met_at timestamptz,
  resolution_at_risk_at timestamptz,
  resolution_breached_at timestamptz,
  resolution_met_at timestamptz,
  finished_at timestamptz,
  listed_due_at timestamptz,
  alerted_at timestamptz,
  due_at timestamptz,
  constraint request_clock_pk primary key (community, request_id),
  constraint request_clock_has_plan foreign key (community, plan) references plan,
  constraint request_clock_unfinished_is_due check ((finished_at is null) = (due_at is not null))
) with (fillfactor = 45, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0,
        autovacuum_analyze_scale_factor = 0.02);
comment on table request_clock is 'The three clocks of each request: what was heard (history, with the times it happened), what was said (per clock and step), and when to look again. No submitted_at: known by hearsay.';
comment on column request_clock.partition is 'Whoever reads this partition of the requests topic fires the clock, while not behind in it.';
comment on column request_clock.due_at is 'Never later than anything of it is due; not null while unfinished (P4).';
comment on column request_clock.listed_due_at is 'Set while the request is on the overdue list: when its most pressing clock ends or ended.';

create index request_clock_by_due on request_clock (partition, due_at) where due_at is not null;
create index request_clock_listed on request_clock (community, priority, listed_due_at, request_id)
  where listed_due_at is not null;
create index request_clock_alerting on request_clock (community, alerted_at)
  where alerted_at is not null;

create table question (
  community text not null,
  request_id uuid not null,
  channel text not null,
  language text not null,
  customer_alias text not null,
  needs jsonb not null,
  text text not null,
  constraint question_pk primary key (community, request_id)
);
comment on table question is 'What the overdue list shows of a request. Apart from its clock, which is rewritten with every fact.';
comment on column question.text is 'Personal: what the customer wrote.';

create table member (
  community text not null,
  id uuid not null,
  identity text,
  tier tier not null,
  constraint member_pk primary key (community, id)
);
create index member_by_identity on member (community, identity) where identity is not null;
comment on table member is 'Which tier a member has, found by the hash of issuer and subject: who may read what of the overdue list (P14).';

create table report (
  community text not null,
  measure text not null,
  since timestamptz not null,
  key text not null,
  count bigint not null,
  constraint report_pk primary key (community, measure, since, key)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
comment on table report is 'Roll-ups: how many of what, per minute, hour or day. What is current, such as open requests, stands at the epoch.';

create table report_change (
  id bigint generated always as identity,
  community text not null,
  measure text not null,
  since timestamptz not null,
  key text not null,
  count bigint not null,
  constraint report_change_pk primary key (id)
) with (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0);
comment on table report_change is 'What is not yet added to report. Transactions only append here, so that they never wait for each other over a total.';
