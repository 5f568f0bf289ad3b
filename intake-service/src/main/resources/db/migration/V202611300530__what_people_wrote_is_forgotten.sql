alter table request add column erasure_id uuid;
comment on column request.erasure_id is 'What people wrote in it was erased, and by which erasure; nothing is added to it any more.';
create index request_kept on request (community, finished_at) where finished_at is not null and erasure_id is null;

create index customer_mark_of_customer on customer_mark (customer_id);

create table erasure (
  community text not null,
  id uuid not null,
  why text not null,
  customer_id uuid,
  day date,
  asked_by text not null,
  asked_at timestamptz not null,
  requests bigint not null default 0,
  texts bigint not null default 0,
  cleared_at timestamptz,
  due_at timestamptz,
  constraint erasure_pk primary key (id, community),
  constraint erasure_why check (why in ('CUSTOMER', 'RETENTION')),
  constraint erasure_of check ((why = 'CUSTOMER') = (customer_id is not null) and (why = 'RETENTION') = (day is not null)),
  -- P4: what is not cleared is looked at again.
  constraint erasure_due check (due_at is not null or cleared_at is not null)
);
create unique index erasure_of_customer on erasure (customer_id, community) where customer_id is not null;
create unique index erasure_of_day on erasure (community, day) where day is not null;
create index erasure_due_next on erasure (due_at) where due_at is not null;
create index erasure_newest on erasure (community, asked_at desc, id desc);
comment on table erasure is 'A customer, or a day of what is older than the community keeps it, whose texts are cleared: requests and texts say how much intake itself has cleared.';

create table erasure_heard (
  community text not null,
  erasure_id uuid not null,
  service text not null,
  requests bigint not null,
  texts bigint not null,
  last_at timestamptz not null,
  constraint erasure_heard_pk primary key (erasure_id, service, community)
);
comment on table erasure_heard is 'What the other services say that they have cleared.';

create table retention (
  community text not null,
  days integer,
  changed_at timestamptz not null,
  version bigint not null,
  constraint retention_pk primary key (community),
  constraint retention_days check (days between 1 and 3650)
);
comment on table retention is 'For how long after its end the texts of a request are kept; null is for ever.';
