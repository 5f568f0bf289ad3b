alter table api_key add column integration text not null default 'default';
comment on column api_key.integration is 'The program that holds the key, whichever key it holds: what an Idempotency-Key belongs to.';
