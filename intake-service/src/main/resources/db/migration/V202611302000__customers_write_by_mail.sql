create table channel_account (
  community text not null,
  id uuid not null,
  channel text not null,
  name text not null,
  address text not null,
  language text not null,
  enabled boolean not null,
  settings jsonb not null,
  secret bytea not null,
  created_at timestamptz not null,
  version bigint not null,
  constraint channel_account_pk primary key (id, community),
  constraint channel_account_community_fk foreign key (community) references community (id),
  constraint channel_account_once unique (community, channel, address)
);
comment on table channel_account is 'Where customers write to a community and are answered from. secret is encrypted with the contact key and never shown; settings are the channel''s own.';

create table channel_reading (
  community text not null,
  account_id uuid not null,
  since timestamptz not null,
  position text,
  reader uuid,
  leased_until timestamptz,
  heard_at timestamptz,
  problem text,
  problem_at timestamptz,
  constraint channel_reading_pk primary key (account_id, community),
  constraint channel_reading_account_fk foreign key (account_id, community) references channel_account (id, community)
) with (fillfactor = 70);
comment on table channel_reading is 'How far an account is read, and which replica reads it until when. position moves in the transaction that stores what was read.';

create table channel_thread (
  community text not null,
  request_id uuid not null,
  account_id uuid not null,
  party bytea not null,
  sealed bytea not null,
  constraint channel_thread_pk primary key (request_id, community),
  constraint channel_thread_account_fk foreign key (account_id, community) references channel_account (id, community)
);
comment on table channel_thread is 'Where the answers to a request go. party is a keyed hash of the customer''s address; sealed holds it, encrypted, with what threads the next message under the first.';

create table channel_received (
  community text not null,
  account_id uuid not null,
  mark bytea not null,
  outcome text not null,
  request_id uuid,
  message_id uuid,
  received_at timestamptz not null,
  sealed bytea,
  constraint channel_received_pk primary key (account_id, mark, community),
  constraint channel_received_account_fk foreign key (account_id, community) references channel_account (id, community)
);
create index channel_received_of on channel_received (request_id) where request_id is not null;
comment on table channel_received is 'What came in, once each: mark is a keyed hash of the provider''s message id. sealed is the original, encrypted; null when it was erased.';

create table delivery (
  community text not null,
  message_id uuid not null,
  request_id uuid not null,
  account_id uuid not null,
  state text not null,
  attempts integer not null,
  unsure boolean not null,
  created_at timestamptz not null,
  give_up_at timestamptz not null,
  due_at timestamptz,
  sent_at timestamptz,
  problem text,
  constraint delivery_pk primary key (message_id, community),
  constraint delivery_account_fk foreign key (account_id, community) references channel_account (id, community),
  constraint delivery_state check (state in ('WAITING', 'SENDING', 'SENT', 'FAILED')),
  constraint delivery_sent check ((state = 'SENT') = (sent_at is not null)),
  -- P4: what is on its way is looked at again.
  constraint delivery_due check ((state in ('WAITING', 'SENDING')) = (due_at is not null))
) with (fillfactor = 80);
create index delivery_due_next on delivery (due_at) where due_at is not null;
create index delivery_newest on delivery (community, created_at desc, message_id desc);
create index delivery_failed on delivery (community, created_at desc, message_id desc) where state = 'FAILED';
create index delivery_of on delivery (request_id);
comment on table delivery is 'A message on its way to a customer by the channel of the request; stored with the message. unsure: it may have arrived before the attempt that is noted.';
