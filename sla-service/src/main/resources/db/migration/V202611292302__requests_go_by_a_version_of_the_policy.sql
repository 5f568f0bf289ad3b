alter table request_clock add column policy_version integer;
comment on column request_clock.policy_version is 'The version of the policy that intake found in force; null when it said none. Which one counts stands in the plan.';
create index request_clock_running on request_clock (community, request_id) where finished_at is null;

create table policy_application (
  community text not null,
  version integer not null,
  began_at timestamptz not null,
  pass_began_at timestamptz not null,
  pass_changed integer not null,
  after uuid not null,
  changed integer not null,
  finished_at timestamptz,
  constraint policy_application_pk primary key (community, version),
  constraint policy_application_is_of_a_version foreign key (community, version) references policy
);
create index policy_application_unfinished on policy_application (pass_began_at) where finished_at is null;
comment on table policy_application is 'Versions that an operator applied to what runs already, and how far that has come. A pass goes over the running requests by id, from after on.';
