alter table request_clock add column at_risk boolean not null default false;
comment on column request_clock.at_risk is 'As the overview counts it: unfinished, a clock that goes on is at risk, and none was missed.';
-- What may be so is looked at once more, which says it.
update request_clock set due_at = least(due_at, now())
where finished_at is null
  and coalesce(accept_at_risk_at, response_at_risk_at, resolution_at_risk_at) is not null
  and coalesce(accept_breached_at, response_breached_at, resolution_breached_at) is null;
