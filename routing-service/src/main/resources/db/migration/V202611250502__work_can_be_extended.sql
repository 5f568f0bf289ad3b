alter table assignment add column extended integer not null default 0;
alter table assignment add constraint assignment_extended_not_negative check (extended >= 0);
comment on column assignment.extended is 'How often its member took more time for the answer.';
