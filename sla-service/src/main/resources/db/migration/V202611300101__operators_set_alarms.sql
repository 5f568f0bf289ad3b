create table alarm (
  community text not null,
  name text not null,
  watched text not null,
  dimension text,
  value text,
  above bigint not null,
  after_seconds integer not null,
  version bigint not null,
  constraint alarm_pk primary key (community, name),
  constraint alarm_has_both_or_none check ((dimension is null) = (value is null))
);
comment on table alarm is 'What operators want to be told of. Edited by people only; how it stands is in alarm_state.';

create table alarm_state (
  community text not null,
  name text not null,
  ring uuid,
  turning_since timestamptz,
  measured bigint not null,
  constraint alarm_state_pk primary key (community, name),
  constraint alarm_state_is_of_an_alarm foreign key (community, name) references alarm on delete cascade
);
comment on table alarm_state is 'How each alarm stood at the last look: its ring that goes on, and since when what is measured says otherwise.';

create table alarm_ring (
  community text not null,
  id uuid not null,
  name text not null,
  watched text not null,
  dimension text,
  value text,
  above bigint not null,
  after_seconds integer not null,
  began_at timestamptz not null,
  highest bigint not null,
  ended_at timestamptz,
  seen_by text,
  seen_at timestamptz,
  constraint alarm_ring_pk primary key (community, id)
);
create unique index alarm_ring_once on alarm_ring (community, name) where ended_at is null;
create index alarm_ring_by_time on alarm_ring (community, began_at desc, id desc);
comment on table alarm_ring is 'When alarms rang, with the alarm as it was then. An alarm has one that goes on at most.';
