create table ladder (
  community text not null,
  rungs jsonb not null,
  changed_at timestamptz not null,
  due_at timestamptz,
  version bigint not null,
  constraint ladder_pk primary key (community)
);
create index ladder_due on ladder (due_at) where due_at is not null;
comment on table ladder is 'The ranks of a community from the bottom up, as its operator edited them; without a row the default stands, at version 1. due_at is when it was changed, until all members are ranked on it.';

create table judged_answer (
  community text not null,
  assignment_id uuid not null,
  request_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  outcome text,
  constraint judged_answer_pk primary key (community, assignment_id),
  constraint judged_answer_outcome check (outcome in ('CONFIRMED', 'REFUSED'))
);
create index judged_answer_window on judged_answer (community, member_id, at) include (outcome)
  where outcome is not null;
comment on table judged_answer is 'Answers that earn points, and what was judged of each last, null before; follows from the transfers and changes with them. at is when it was given, which is from when on it counts for a rank.';

insert into judged_answer (community, assignment_id, request_id, member_id, at, outcome)
select t.community, t.assignment_id, min(t.request_id::text)::uuid, min(t.member_id::text)::uuid,
  min(t.at) filter (where t.leg = 'HELD'),
  case
    when bool_or(t.leg in ('REINSTATED', 'REINSTATED_TO_DEBT')) then 'CONFIRMED'
    when bool_or(t.leg in ('VOIDED', 'CLAWED_BACK', 'OWED')) then 'REFUSED'
    when bool_or(t.leg in ('RELEASED', 'DEBT_REPAID')) then 'CONFIRMED'
  end
from transfer t where t.assignment_id is not null
group by t.community, t.assignment_id;

create table member_rank (
  community text not null,
  member_id uuid not null,
  rung integer not null,
  since timestamptz,
  confirmed integer not null,
  judged integer not null,
  ladder_version bigint not null,
  due_at timestamptz,
  constraint member_rank_pk primary key (community, member_id),
  constraint member_rank_rung check (rung >= 1),
  constraint member_rank_tally check (confirmed between 0 and judged)
) with (fillfactor = 70);
create index member_rank_due on member_rank (due_at) where due_at is not null;
create index member_rank_by_ladder on member_rank (community, ladder_version);
create index member_rank_by_rung on member_rank (community, rung);
comment on table member_rank is 'Where members stand whose answers were judged, by what counted then and on which version of the ladder. due_at is when the first answer that counts is too old.';

-- Who answered before there were ranks is ranked first of all.
insert into member_rank (community, member_id, rung, confirmed, judged, ladder_version, due_at)
select community, member_id, 1, 0, 0, 0, now() from judged_answer where outcome is not null
group by community, member_id;

alter table catalogue_item
  add column from_rung integer not null default 1,
  add constraint catalogue_item_from_rung check (from_rung >= 1);
alter table catalogue_item alter column from_rung drop default;
