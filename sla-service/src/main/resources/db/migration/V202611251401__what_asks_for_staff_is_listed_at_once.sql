-- What stands here already is looked at once more, which lists it.
update request_clock set due_at = least(due_at, now())
where finished_at is null and minimum_tier > 'COMMUNITY' and listed_due_at is null;
