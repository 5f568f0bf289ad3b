-- Steps were known by their place until now: those up to the furthest one were taken.
alter table route add column steps_taken text not null default '';
update route set steps_taken = (select string_agg(place::text, ' ' order by place) from generate_series(1, step) place)
where step > 0;
comment on column route.steps_taken is 'Ids of the escalation steps that were taken, with spaces between them: a step is taken once, whichever version of the policy counts.';
