create table member_tier (
  community text not null,
  member_id uuid not null,
  tier text not null,
  constraint member_tier_pk primary key (community, member_id)
);
comment on table member_tier is 'Tiers of members as routing stated them last; who was registered before they were kept has none, and reads what the community reads.';

create table request_brief (
  community text not null,
  request_id uuid not null,
  topic text,
  minimum_tier text not null,
  constraint request_brief_pk primary key (community, request_id)
);
comment on table request_brief is 'What reviews need to know of a request: its topic, and who may read it at least (P14). No text.';

create table request_taker (
  community text not null,
  request_id uuid not null,
  member_id uuid not null,
  constraint request_taker_pk primary key (community, request_id, member_id)
);
comment on table request_taker is 'Members who had the work on a request; none of them reviews an answer to it.';

create table answer_risk (
  community text not null,
  assignment_id uuid not null,
  request_id uuid not null,
  member_id uuid not null,
  topic text,
  points bigint not null,
  weight double precision not null,
  answered_at timestamptz not null,
  stars integer,
  constraint answer_risk_pk primary key (community, assignment_id),
  constraint answer_risk_weight check (weight > 0)
);
create index answer_risk_by_member on answer_risk (community, member_id, answered_at desc);
create index answer_risk_by_topic on answer_risk (community, topic, answered_at desc);
create index answer_risk_by_time on answer_risk (community, answered_at desc);
comment on table answer_risk is 'Answers of community members, whether they were drawn for a review or not; an assignment that is here is not drawn again. weight is the risk by which it was drawn, stars what the customer gave.';

create table review (
  community text not null,
  id uuid not null,
  assignment_id uuid not null,
  request_id uuid not null,
  member_id uuid not null,
  message_id uuid not null,
  topic text,
  twice boolean not null,
  state text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  verdict text,
  withdraws boolean not null default false,
  constraint review_pk primary key (community, id),
  constraint review_once unique (community, assignment_id),
  constraint review_state check (state in ('OPEN', 'SETTLED', 'DROPPED')),
  constraint review_closed check ((state = 'OPEN') = (closed_at is null)),
  constraint review_verdict check ((state = 'SETTLED') = (verdict is not null)),
  constraint review_verdict_known check (verdict in ('GOOD', 'ACCEPTABLE', 'WRONG', 'HARMFUL')),
  constraint review_withdraws check (not withdraws or verdict in ('WRONG', 'HARMFUL'))
);
create index review_open on review (community, opened_at) where state = 'OPEN';
create index review_by_request on review (community, request_id);
create index review_by_member on review (community, member_id, opened_at desc);
create index review_latest on review (community, opened_at desc, id desc);
comment on table review is 'Answers that were drawn to be judged. twice: by two reviewers, neither of whom sees what the other says. withdraws: the answer pays nothing, whatever its customer says. DROPPED when what was written is to be forgotten.';

create table judgement (
  community text not null,
  review_id uuid not null,
  reviewer text not null,
  reviewer_name text not null,
  verdict text not null,
  note text not null,
  at timestamptz not null,
  constraint judgement_pk primary key (community, review_id, reviewer),
  constraint judgement_of_review foreign key (community, review_id) references review (community, id),
  constraint judgement_verdict check (verdict in ('GOOD', 'ACCEPTABLE', 'WRONG', 'HARMFUL'))
);
comment on table judgement is 'What one reviewer says of an answer; never changed, but for the note when what was written is to be forgotten.';

create table review_day (
  community text not null,
  day date not null,
  opened integer not null,
  constraint review_day_pk primary key (community, day)
);
comment on table review_day is 'How many reviews were opened on a day of UTC; whoever opens some locks it.';

create table review_settings (
  community text not null,
  reviews_a_day integer not null,
  twice_percent integer not null,
  newcomer_answers integer not null,
  changed_at timestamptz not null,
  version bigint not null,
  constraint review_settings_pk primary key (community)
);
comment on table review_settings is 'What an operator set; a community without a row goes by the defaults.';

alter table transfer
  drop constraint transfer_leg,
  add constraint transfer_leg check (leg in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK', 'OWED', 'REINSTATED', 'REINSTATED_TO_DEBT',
    'WITHDRAWN', 'TAKEN_BACK', 'TAKEN_BACK_OWED', 'RESTORED', 'RESTORED_TO_DEBT', 'RESERVED', 'REDEEMED', 'REFUNDED', 'REFUNDED_TO_DEBT'));
