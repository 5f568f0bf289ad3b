alter table assignment add column more_time text;
comment on column assignment.more_time is 'Why staff gave more time for it, the last time; its member reads it.';
