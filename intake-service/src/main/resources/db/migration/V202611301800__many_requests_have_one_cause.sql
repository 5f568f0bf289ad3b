create table incident (
  community text not null,
  id uuid not null,
  title text not null,
  opened_by text not null,
  opened_at timestamptz not null,
  settled_at timestamptz,
  constraint incident_pk primary key (id, community),
  constraint incident_request_fk foreign key (id, community) references request (id, community),
  constraint incident_opened_by check (opened_by in ('DETECTOR', 'OPERATOR')),
  constraint incident_title check (length(title) between 1 and 200)
);
create index incident_newest_first on incident (community, opened_at desc, id desc);
create index incident_unsettled on incident (id) where settled_at is null;
comment on table incident is 'Many requests with one cause. Its request, of kind INCIDENT and with the same id, says where it stands. settled_at: it is over, and everybody was told.';
comment on column incident.title is 'The company''s words, or the machine''s; never a customer''s.';

alter table request add column incident_id uuid, add column told_at timestamptz, add column split_from uuid,
  add constraint request_incident_fk foreign key (incident_id, community) references incident (id, community),
  add constraint request_told check (told_at is null or incident_id is not null),
  -- P4: what an incident answers is cared for by the incident.
  drop constraint request_due,
  add constraint request_due check (status in ('RESOLVED', 'CANCELLED') or due_at is not null
    or (status in ('OPEN', 'IN_WORK') and waiting_on = 'HELPERS' and (route_heard_at is not null or incident_id is not null)));
create index request_of_incident on request (incident_id, created_at desc, id desc) where incident_id is not null;
create index request_untold on request (incident_id, id) where incident_id is not null and told_at is null;
create index request_split_from on request (split_from) where split_from is not null;
comment on column request.incident_id is 'The incident that answers it.';
comment on column request.told_at is 'When the incident''s answer was told.';
comment on column request.split_from is 'The incident that it was split out of: nothing links it again by likeness.';
-- These columns change when a request is linked, told or split, and with nothing else: all other updates stay HOT.
