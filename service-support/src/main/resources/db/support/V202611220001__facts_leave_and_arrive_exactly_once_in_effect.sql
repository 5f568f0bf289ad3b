create table epoch (
  number bigint not null,
  only_one boolean not null default true,
  constraint epoch_pk primary key (only_one),
  constraint epoch_only_one check (only_one)
);
comment on table epoch is 'Raised by a restore and by every fail-over that may have lost a commit; part of the source of this service''s facts.';
insert into epoch (number) values (1);

create table stated (
  subject text not null,
  version bigint not null,
  constraint stated_pk primary key (subject)
) with (fillfactor = 70);
comment on table stated is 'How many facts this service has stated about a subject: the last aggregateversion.';

create table outbox (
  position bigint generated always as identity,
  id uuid not null,
  type text not null,
  topic text not null,
  subject text not null,
  community text not null,
  causation_id uuid,
  aggregate_version bigint not null,
  traceparent text,
  time timestamptz not null,
  data bytea not null,
  constraint outbox_pk primary key (position)
) with (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0,
        autovacuum_vacuum_insert_threshold = 100000, autovacuum_vacuum_insert_scale_factor = 0);
comment on table outbox is 'Facts that are committed and not yet acknowledged by the broker, in the order to send them.';

create table receipt (
  consumer text not null,
  source text not null,
  subject text not null,
  version bigint not null,
  seen_at timestamptz not null default now(),
  constraint receipt_pk primary key (subject, source, consumer)
) with (fillfactor = 70);
comment on table receipt is 'The last aggregateversion of each source about each subject whose effect is committed here.';

create table parked_record (
  id bigint generated always as identity,
  consumer text not null,
  key text not null,
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  headers jsonb not null,
  value bytea,
  reason text not null,
  parked_at timestamptz not null,
  constraint parked_record_pk primary key (id),
  constraint parked_record_once unique (consumer, topic, partition, record_offset)
);
create index parked_record_by_key on parked_record (consumer, key, id);
comment on table parked_record is 'Records that failed alone three times, and all later ones of their key, in order, with the reason.';

create table idempotency_key (
  community text not null,
  caller text not null,
  operation text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  resource_id text,
  created_at timestamptz not null,
  constraint idempotency_key_pk primary key (community, caller, operation, key)
);
create index idempotency_key_by_age on idempotency_key (created_at);
comment on table idempotency_key is 'What a key was used for: fingerprint of the body, status and resource of the answer; kept 24 hours.';

create table community (
  id text not null,
  name text not null,
  pace text not null,
  policy jsonb not null,
  terms_version integer not null,
  registered_at timestamptz not null,
  constraint community_pk primary key (id)
);
comment on table community is 'The tenants, as intake registered them.';

create table api_key (
  sha256 text not null,
  id uuid not null,
  community text not null,
  name text not null,
  permissions text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  constraint api_key_pk primary key (sha256),
  constraint api_key_once unique (id)
);
create index api_key_by_community on api_key (community, id);
comment on table api_key is 'API keys by their hash; a revocation that is heard before the creation keeps the key out for good.';
