alter table request_clock add column listed_budget_millis bigint;
comment on column request_clock.listed_budget_millis is 'The whole budget of the clock that listed_due_at is of: the list is sorted by the share of it that is used.';
-- What is listed already is looked at once more, which fills it in.
update request_clock set due_at = least(due_at, now()) where listed_due_at is not null;
