create index request_unfinished on request (community, created_at desc, id desc) where finished_at is null;
comment on index request_unfinished is 'What is not finished, newest first: an end leaves it once, as it leaves request_due_next.';
