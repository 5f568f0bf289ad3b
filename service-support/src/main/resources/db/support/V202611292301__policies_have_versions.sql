-- A policy is never changed: a change is a version after it, and the highest is in force.
create table policy (
  community text not null,
  version integer not null,
  content jsonb not null,
  since timestamptz not null,
  constraint policy_pk primary key (community, version)
);
insert into policy (community, version, content, since) select id, 1, policy, registered_at from community;
alter table community drop column policy;
comment on table policy is 'Every version of each community''s policy. Version 1 is the one that the community was registered with.';

alter table act alter column request_id drop not null;
comment on table act is 'Who of the company did what to which request or, where none is named, to the community, and when. Rows are added and never changed.';
