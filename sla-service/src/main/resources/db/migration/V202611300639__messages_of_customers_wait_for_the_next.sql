alter table request_clock add column replies jsonb not null default '[]';
comment on column request_clock.replies is 'What was said of each wait for our next message, by when the customer wrote: at risk, missed, met. Empty without a target for it.';
alter table request_clock add column reply_breached boolean not null default false;
comment on column request_clock.reply_breached is 'Whether one of them was missed.';
