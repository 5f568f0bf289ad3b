-- The waits of the last hour are read every few seconds. Assignments are stored in the order of their acceptance, so a
-- block range index finds the latest ones and costs an accept next to nothing.
create index assignment_by_acceptance on assignment using brin (accepted_at) with (pages_per_range = 16, autosummarize = on);
