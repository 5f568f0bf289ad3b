create table customer (
  community text not null,
  id uuid not null,
  alias text not null,
  contact bytea,
  created_at timestamptz not null,
  constraint customer_pk primary key (id, community)
);
comment on table customer is 'Those who ask. contact is the only place of names and addresses, encrypted with the contact key (P13).';

create table customer_mark (
  community text not null,
  mark bytea not null,
  customer_id uuid not null,
  constraint customer_mark_pk primary key (community, mark),
  constraint customer_mark_customer_fk foreign key (community, customer_id) references customer (community, id)
    deferrable initially deferred
) with (fillfactor = 80);
comment on table customer_mark is 'Keyed hashes of reference, e-mail and phone, by which a customer is found again without being readable.';

create table request (
  community text not null,
  id uuid not null,
  kind text not null,
  customer_id uuid not null,
  alias text not null,
  channel text not null,
  language text not null,
  priority text not null,
  needs jsonb not null,
  topic text,
  understood boolean not null,
  evidence jsonb not null,
  attributes jsonb not null,
  question_id uuid not null,
  linked_to uuid,
  created_at timestamptz not null,
  status text not null,
  waiting_on text not null,
  round integer not null,
  version bigint not null,
  minimum_tier text not null,
  opened_at timestamptz not null,
  assignment_id uuid,
  member_id uuid,
  member_alias text,
  member_tier text,
  answer_id uuid,
  answered_at timestamptz,
  finished_at timestamptz,
  route_heard_at timestamptz,
  unrouted boolean not null,
  told_round integer not null,
  rated_round integer,
  stars integer,
  thanks text,
  due_at timestamptz,
  constraint request_pk primary key (id, community),
  constraint request_customer_fk foreign key (community, customer_id) references customer (community, id),
  constraint request_status check (status in ('OPEN', 'IN_WORK', 'ANSWERED', 'RESOLVED', 'CANCELLED')),
  constraint request_waiting_on check (waiting_on in ('HELPERS', 'CUSTOMER')),
  constraint request_helper check (status <> 'IN_WORK' or assignment_id is not null),
  constraint request_answer check (status not in ('ANSWERED', 'RESOLVED')
    or (assignment_id is not null and answer_id is not null and answered_at is not null)),
  constraint request_finished check ((status in ('RESOLVED', 'CANCELLED')) = (finished_at is not null)),
  constraint request_rating check ((rated_round is null) = (stars is null) and (stars is null) = (thanks is null)),
  -- P4: what is not finished is either with routing, which was heard of it, or looked at again here.
  constraint request_due check (status in ('RESOLVED', 'CANCELLED') or due_at is not null
    or (status in ('OPEN', 'IN_WORK') and waiting_on = 'HELPERS' and route_heard_at is not null))
) with (fillfactor = 60);
create index request_newest_first on request (community, created_at desc, id desc);
create index request_due_next on request (due_at) where due_at is not null;
create index request_unrouted on request (opened_at) where unrouted;
comment on table request is 'One customer''s need for help. due_at is when intake must look again: silence, a customer''s limit, or a route not heard of. thanks is personal.';
-- No index holds status, round, version or the helper's columns, so that most updates stay in their page (HOT).

create table message (
  community text not null,
  request_id uuid not null,
  id uuid not null,
  position bigint generated always as identity,
  author text not null,
  kind text not null,
  alias text,
  tier text,
  text text not null,
  asks_customer boolean not null,
  at timestamptz not null,
  constraint message_pk primary key (request_id, id),
  constraint message_request_fk foreign key (community, request_id) references request (community, id),
  constraint message_author check (author in ('CUSTOMER', 'MEMBER', 'SYSTEM')),
  constraint message_kind check (kind in ('QUESTION', 'MESSAGE', 'ANSWER', 'NOTICE'))
);
comment on table message is 'Conversations, in order of position within a request. text is personal.';

create table fact_about_unknown (
  id uuid not null,
  community text not null,
  subject text not null,
  type text not null,
  time timestamptz not null,
  data jsonb not null,
  heard_at timestamptz not null,
  constraint fact_about_unknown_pk primary key (id)
);
comment on table fact_about_unknown is 'Facts about requests that intake does not have: only a database that lost a commit has any. Kept for whoever mends it.';
