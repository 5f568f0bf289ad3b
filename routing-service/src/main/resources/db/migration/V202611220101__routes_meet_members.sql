create table skill (
  community text not null,
  name text not null,
  description text not null,
  constraint skill_pk primary key (community, name)
);
comment on table skill is 'What members can be good at, in the community''s own words.';

create table member (
  id uuid not null,
  community text not null,
  issuer text not null,
  subject text not null,
  alias text not null,
  tier text not null,
  languages text[] not null,
  sites text[] not null,
  terms_version integer,
  online boolean not null default false,
  online_since timestamptz,
  registered_at timestamptz not null,
  version bigint not null default 1,
  constraint member_pk primary key (id),
  constraint member_identity unique (community, issuer, subject),
  constraint member_alias unique (community, alias),
  constraint member_tier check (tier in ('COMMUNITY', 'CONTRACTOR', 'SPECIALIST'))
);
create index member_online on member (id) where online;
comment on table member is 'Persons who can be offered work, linked to an OpenID issuer and subject.';

create table member_skill (
  member_id uuid not null,
  community text not null,
  skill text not null,
  level integer not null,
  constraint member_skill_pk primary key (member_id, skill),
  constraint member_skill_member foreign key (member_id) references member (id),
  constraint member_skill_level check (level between 1 and 5)
);
comment on table member_skill is 'What each member is good at, and how good.';

create table member_load (
  member_id uuid not null,
  community text not null,
  tier_rank integer not null,
  load integer not null default 0,
  capacity integer not null,
  idle_since timestamptz not null,
  constraint member_load_pk primary key (member_id),
  constraint member_load_member foreign key (member_id) references member (id),
  constraint member_load_not_negative check (load >= 0),
  constraint member_load_capacity check (capacity between 0 and 100)
) with (fillfactor = 50);
comment on table member_load is 'How many live offers and active assignments a member holds, and may hold: the one row that a reservation guards (P3).';

create table route_queue (
  id bigint generated always as identity,
  community text not null,
  needs jsonb not null,
  tiers integer not null,
  minimum_tier text not null,
  language text not null,
  constraint route_queue_pk primary key (id),
  constraint route_queue_once unique (community, needs, tiers, minimum_tier, language)
);
comment on table route_queue is 'One queue for all waiting routes of a community with the same needs now; tiers is a bit mask by rank.';

create table route (
  id uuid not null,
  community text not null,
  known boolean not null default true,
  priority integer not null,
  language text not null,
  needs jsonb not null,
  customer_alias text not null,
  customer_id uuid,
  question text not null,
  submitted_at timestamptz not null,
  minimum_tier text not null,
  open_tiers integer not null,
  step integer not null,
  widened integer not null,
  wave_factor integer not null,
  reward integer not null,
  last_step boolean not null,
  state text not null,
  live_offers integer not null,
  assignment_id uuid,
  round integer not null,
  wave integer not null,
  preferred_member uuid,
  waiting_on text not null,
  waiting boolean not null,
  queue_id bigint not null,
  due_at timestamptz,
  draft text not null default '',
  constraint route_pk primary key (id),
  constraint route_queue_known foreign key (queue_id) references route_queue (id),
  constraint route_state check (state in ('QUEUED', 'OFFERED', 'ASSIGNED', 'EXHAUSTED', 'CLOSED')),
  -- P4: an open route always has a deadline at which it is looked at again.
  constraint route_open_has_deadline check (state = 'CLOSED' or due_at is not null),
  constraint route_assigned_knows_whom check ((state = 'ASSIGNED') = (assignment_id is not null)),
  constraint route_live_offers check ((state = 'OFFERED') = (live_offers > 0))
) with (fillfactor = 70);
create index route_waiting on route (queue_id, priority, step desc, submitted_at, id) where waiting;
create index route_due on route (due_at) where state <> 'CLOSED';
create index route_by_community on route (community, submitted_at desc, id desc);
comment on table route is 'Routing''s side of a request: what it needs now, who was asked, where it stands.';
comment on column route.question is 'personal';
comment on column route.draft is 'personal';

create table route_message (
  id uuid not null,
  route_id uuid not null,
  community text not null,
  author text not null,
  member_id uuid,
  alias text,
  tier text,
  kind text not null,
  text text not null,
  asks_customer boolean not null,
  at timestamptz not null,
  constraint route_message_pk primary key (id)
);
create index route_message_by_route on route_message (route_id, at);
comment on table route_message is 'The conversation as the member who works on it sees it.';
comment on column route_message.text is 'personal';

create table offer (
  id uuid not null,
  community text not null,
  route_id uuid not null,
  member_id uuid not null,
  round integer not null,
  wave integer not null,
  state text not null,
  version integer not null,
  reward integer not null,
  offered_at timestamptz not null,
  deadline timestamptz not null,
  shown_at timestamptz,
  ended_at timestamptz,
  score double precision not null,
  considered integer not null,
  parts jsonb not null,
  constraint offer_pk primary key (id),
  constraint offer_route foreign key (route_id) references route (id),
  constraint offer_member foreign key (member_id) references member (id),
  constraint offer_state check (state in ('OFFERED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')),
  constraint offer_ended check ((state = 'OFFERED') = (ended_at is null))
) with (fillfactor = 80);
create unique index offer_live_once on offer (route_id, member_id) where state = 'OFFERED';
create index offer_live_by_member on offer (member_id) where state = 'OFFERED';
create index offer_by_route on offer (route_id, round);
comment on table offer is 'Routes shown to members, with a deadline.';

create table assignment (
  id uuid not null,
  community text not null,
  route_id uuid not null,
  member_id uuid not null,
  offer_id uuid,
  tier text not null,
  state text not null,
  round integer not null,
  reward integer not null,
  accepted_at timestamptz not null,
  first_action_at timestamptz,
  first_action_due timestamptz not null,
  completion_due timestamptz not null,
  warned_first_action boolean not null default false,
  warned_completion boolean not null default false,
  paused_at timestamptz,
  ended_at timestamptz,
  constraint assignment_pk primary key (id),
  constraint assignment_route foreign key (route_id) references route (id),
  constraint assignment_member foreign key (member_id) references member (id),
  constraint assignment_state check (state in ('ACTIVE', 'COMPLETED', 'RELEASED', 'TIMED_OUT', 'CANCELLED')),
  constraint assignment_ended check ((state = 'ACTIVE') = (ended_at is null))
) with (fillfactor = 80);
-- P2: whatever the code does, a route never has two active assignments.
create unique index assignment_one_active on assignment (route_id) where state = 'ACTIVE';
create index assignment_active_by_member on assignment (member_id) where state = 'ACTIVE';
create index assignment_by_member on assignment (member_id, accepted_at desc, id desc);
create index assignment_by_route on assignment (route_id, round);
comment on table assignment is 'Work that members have taken.';
