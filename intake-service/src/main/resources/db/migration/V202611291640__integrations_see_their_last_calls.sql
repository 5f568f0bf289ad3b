create table api_call (
  community text not null,
  integration text not null,
  at timestamptz not null,
  id uuid not null,
  caller text not null,
  method text not null,
  path text not null,
  status integer not null,
  duration_millis integer not null,
  problem text,
  trace_id text,
  constraint api_call_pk primary key (community, integration, at, id),
  constraint api_call_community_fk foreign key (community) references community (id),
  constraint api_call_bounded check (
    length(caller) <= 100 and length(method) <= 20 and length(path) <= 300 and duration_millis >= 0)
);
comment on table api_call is 'The last 100 calls of each integration, without what was sent and what was answered. A call that was not written before a crash is missing.';
