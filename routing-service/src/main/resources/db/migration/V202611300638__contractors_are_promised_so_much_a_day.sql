create table contractor_day (
  community text not null,
  day date not null,
  promised_cents bigint not null,
  used_up_at timestamptz,
  constraint contractor_day_pk primary key (community, day),
  constraint contractor_day_promises_something_or_nothing check (promised_cents >= 0)
);
comment on table contractor_day is 'What contractors were promised on a day of their community: the prices of what they took then and did not lose. Changed by guarded statements only, so that two takes at once never exceed the budget; locked after routes and members.';
comment on column contractor_day.used_up_at is 'When, for the first time on that day, one piece more did not fit into the budget.';

create table contractor_piece (
  community text not null,
  assignment_id uuid not null,
  day date not null,
  cents integer not null,
  constraint contractor_piece_pk primary key (community, assignment_id)
);
comment on table contractor_piece is 'A piece that counts in contractor_day. Its row goes when the work is taken back, handed back or not wanted any more.';
