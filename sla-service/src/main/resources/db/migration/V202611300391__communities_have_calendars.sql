create table calendar (
  community text not null,
  name text not null,
  version integer not null,
  content jsonb not null,
  since timestamptz not null,
  constraint calendar_pk primary key (community, name, version)
);
comment on table calendar is 'Every version of each calendar: zone, week, holidays by date and exceptions. Never changed. Version 1, always open, has no row.';

create table retiming (
  community text not null,
  name text not null,
  version integer not null,
  began_at timestamptz not null,
  pass_began_at timestamptz not null,
  pass_changed integer not null,
  after uuid not null,
  changed integer not null,
  finished_at timestamptz,
  constraint retiming_pk primary key (community, name, version),
  constraint retiming_is_by_a_version foreign key (community, name, version) references calendar
);
create index retiming_unfinished on retiming (pass_began_at) where finished_at is null;
comment on table retiming is 'Versions of calendars that what runs already is put under, and how far that has come. A pass goes over the running requests by id, from after on.';
