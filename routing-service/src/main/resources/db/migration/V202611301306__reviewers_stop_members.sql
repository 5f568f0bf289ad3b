create table member_stop (
  community text not null,
  member_id uuid not null,
  heard_at timestamptz not null,
  constraint member_stop_pk primary key (community, member_id)
);
comment on table member_stop is 'Members of whom an answer was judged harmful, until they are paused and nothing is offered to them any more, which follows within a second.';
