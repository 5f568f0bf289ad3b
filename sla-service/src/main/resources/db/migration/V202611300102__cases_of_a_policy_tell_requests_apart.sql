alter table question
  add column topic text,
  add column attributes jsonb not null default '{}';
comment on column question.topic is 'As the request was understood; null when no topic was found, and for what was submitted before this column was there.';
