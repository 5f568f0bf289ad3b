alter table request_clock add column submitted_priority priority;
update request_clock set submitted_priority = priority;
comment on column request_clock.priority is 'How pressing it is now; submitted_priority is what it was submitted with, whose targets count from the submission.';
