create table what_if (
  community text not null,
  id uuid not null,
  asked_at timestamptz not null,
  asked_by text not null,
  note text not null,
  kind text not null,
  period_from timestamptz,
  period_to timestamptz,
  requests integer,
  question jsonb not null,
  state text not null,
  percent integer not null,
  attempts integer not null,
  taken_until timestamptz,
  result jsonb,
  reason text,
  finished_at timestamptz,
  constraint what_if_pk primary key (community, id),
  constraint what_if_over_is_finished check ((state in ('DONE', 'FAILED')) = (finished_at is not null)),
  constraint what_if_done_has_a_result check ((state = 'DONE') = (result is not null)),
  constraint what_if_running_is_taken check ((state = 'RUNNING') = (taken_until is not null))
);
create index what_if_by_time on what_if (community, asked_at desc, id desc);
create index what_if_unfinished on what_if (asked_at) where state in ('WAITING', 'RUNNING');
comment on table what_if is 'What a period would have come to under another policy: the question, and what replays of it came to. A community keeps its last fifty.';
comment on column what_if.taken_until is 'Who works on it says again that it does before then; else another replica begins anew.';
comment on column what_if.attempts is 'How often it was begun. One that ends its replica three times is given up.';
