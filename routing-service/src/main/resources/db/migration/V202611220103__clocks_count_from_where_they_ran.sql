-- The share of a clock that is used is counted without the time that it stood still.
alter table assignment add column clocks_from timestamptz;
update assignment set clocks_from = accepted_at;
alter table assignment alter column clocks_from set not null;
comment on column assignment.clocks_from is 'The accept, and later by all the time that the clocks stood still.';
