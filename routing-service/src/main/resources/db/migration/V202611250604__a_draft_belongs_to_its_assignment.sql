alter table assignment add column draft text not null default '';
alter table assignment add column draft_version integer not null default 1;
alter table assignment add column draft_at timestamptz;
alter table assignment add constraint assignment_draft_version check (draft_version >= 1);
comment on column assignment.draft is 'personal';
comment on column assignment.draft_version is '1 while nothing was ever saved; what If-Match names.';
-- What was kept with a route was written by whoever had it last.
update assignment a set draft = r.draft, draft_version = 2, draft_at = coalesce(a.ended_at, now())
from route r
where a.route_id = r.id and r.draft <> '' and a.id =
  (select l.id from assignment l where l.route_id = r.id order by l.accepted_at desc, l.id desc limit 1);
alter table route drop column draft;
