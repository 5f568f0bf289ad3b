create table event_feed (
  community text not null,
  last bigint not null,
  constraint event_feed_pk primary key (community),
  constraint event_feed_community_fk foreign key (community) references community (id)
);
comment on table event_feed is 'How many events were kept of a community so far. Its row is locked while events are numbered, so that no lower number appears after a higher one.';

create table event (
  community text not null,
  position bigint not null,
  id uuid not null,
  type text not null,
  source text not null,
  subject uuid not null,
  happened_at timestamptz not null,
  kept_at timestamptz not null,
  data text not null,
  constraint event_pk primary key (community, position),
  constraint event_once unique (community, id),
  constraint event_feed_fk foreign key (community) references event_feed (community)
);
create index event_about on event (community, subject);
create index event_oldest on event (kept_at);
comment on table event is 'Facts about requests, as programs of the community read them or are told them. data is the fact as it came.';

create table webhook (
  community text not null,
  id uuid not null,
  url text,
  description text not null,
  types text[] not null,
  signing text not null,
  secret bytea not null,
  public_key text,
  earlier_secret bytea,
  earlier_until timestamptz,
  enabled boolean not null,
  created_at timestamptz not null,
  version bigint not null,
  constraint webhook_pk primary key (id, community),
  constraint webhook_feed_fk foreign key (community) references event_feed (community),
  constraint webhook_signing check (signing in ('HMAC', 'ED25519')),
  constraint webhook_public_key check ((signing = 'ED25519') = (public_key is not null)),
  constraint webhook_earlier check ((earlier_secret is null) = (earlier_until is null))
);
create index webhook_of on webhook (community, created_at, id);
comment on table webhook is 'Programs of a community that hear events. No url: it reads them by itself. No types: all. Secrets are encrypted with the contact key.';

create table webhook_progress (
  community text not null,
  webhook_id uuid not null,
  position bigint not null,
  due_at timestamptz,
  leased_until timestamptz,
  failing_since timestamptz,
  problem text,
  delivered_at timestamptz,
  constraint webhook_progress_pk primary key (webhook_id, community),
  constraint webhook_progress_webhook_fk foreign key (webhook_id, community) references webhook (id, community) on delete cascade
) with (fillfactor = 70);
create index webhook_progress_due on webhook_progress (due_at) where due_at is not null;
comment on table webhook_progress is 'Up to which event a webhook was told, and when it is looked at next (P4). While it fails, nothing new is tried.';

create table webhook_delivery (
  community text not null,
  webhook_id uuid not null,
  position bigint not null,
  event_id uuid not null,
  type text not null,
  subject uuid not null,
  state text not null,
  attempts integer not null,
  first_at timestamptz not null,
  give_up_at timestamptz not null,
  due_at timestamptz,
  last_at timestamptz not null,
  status integer,
  millis integer not null,
  problem text,
  constraint webhook_delivery_pk primary key (webhook_id, position, community),
  constraint webhook_delivery_webhook_fk foreign key (webhook_id, community) references webhook (id, community) on delete cascade,
  constraint webhook_delivery_state check (state in ('WAITING', 'DELIVERED', 'FAILED')),
  constraint webhook_delivery_due check ((state = 'WAITING') = (due_at is not null))
) with (fillfactor = 80);
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at) where due_at is not null;
create index webhook_delivery_unhappy on webhook_delivery (webhook_id, position) where state <> 'DELIVERED';
create index webhook_delivery_oldest on webhook_delivery (first_at);
comment on table webhook_delivery is 'What became of an event at a webhook, from its first attempt on.';
