create table earning_rules (
  community text not null,
  version integer not null,
  content jsonb not null,
  since timestamptz not null,
  constraint earning_rules_pk primary key (community, version)
);
comment on table earning_rules is 'Every version of what a community pays for answers; the highest is in force, none ever changes. Where there is none, the points of the policy count.';
