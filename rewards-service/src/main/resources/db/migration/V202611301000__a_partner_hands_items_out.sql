create table partner (
  community text not null,
  id uuid not null,
  url text not null,
  secret bytea not null,
  changed_at timestamptz not null,
  version bigint not null,
  constraint partner_pk primary key (community)
);
comment on table partner is 'The server that hands out a community''s items that have no codes, and the secret that its calls are signed with, encrypted. id only tells one secret''s encryption from another''s.';

alter table redemption add column coded boolean not null default false;
update redemption set coded = true where state = 'FULFILLED';
comment on column redemption.coded is 'Whether what was handed out has a code that its member can see.';

alter table catalogue_item
  drop constraint catalogue_item_fulfilment,
  add constraint catalogue_item_fulfilment check (fulfilment in ('CODES', 'PARTNER'));
