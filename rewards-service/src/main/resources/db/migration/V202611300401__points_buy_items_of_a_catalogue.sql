-- Points that were spent: set aside while an item is being handed out, and gone when it was.
alter table account
  drop constraint account_kind,
  drop constraint account_owner,
  drop constraint account_never_overdrawn,
  add constraint account_kind check (kind in ('ISSUANCE', 'REDEMPTION', 'HELD', 'WALLET', 'RESERVED', 'DEBT')),
  add constraint account_owner check ((kind in ('ISSUANCE', 'REDEMPTION')) = (member_id is null)),
  add constraint account_never_overdrawn check (
    case when kind in ('WALLET', 'HELD', 'RESERVED', 'REDEMPTION') then credits >= debits else debits >= credits end);
comment on table account is 'Where points are: one issuance and one redemption account per community, and held, wallet, reserved and debt of each member. The totals follow from the transfers and change with them alone.';

create table catalogue_item (
  community text not null,
  id uuid not null,
  name text not null,
  description text not null,
  kind text not null,
  price bigint not null,
  value_minor bigint not null,
  fulfilment text not null,
  region text,
  valid_from timestamptz,
  valid_to timestamptz,
  offered boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version bigint not null,
  constraint catalogue_item_pk primary key (community, id),
  constraint catalogue_item_kind check (kind in ('CREDIT', 'DISCOUNT', 'DIGITAL', 'GOODS', 'DONATION', 'ACCESS')),
  constraint catalogue_item_price check (price > 0),
  constraint catalogue_item_value check (value_minor >= 0),
  constraint catalogue_item_fulfilment check (fulfilment in ('CODES')),
  constraint catalogue_item_valid check (valid_to > valid_from)
);
comment on table catalogue_item is 'What points buy, as operators edit it. price is in points; value_minor is what one costs the community, in the smallest unit of its policy''s currency. Withdrawn items are not offered, and stay: redemptions name them.';

create table item_stock (
  community text not null,
  item_id uuid not null,
  remaining bigint,
  constraint item_stock_pk primary key (community, item_id),
  constraint item_stock_of_item foreign key (community, item_id) references catalogue_item (community, id),
  constraint item_stock_not_oversold check (remaining >= 0)
) with (fillfactor = 70);
comment on table item_stock is 'How many of an item can still be bought; null is any number. Of an item that hands out codes, the codes that nobody has reserved.';

create table redemption (
  community text not null,
  id uuid not null,
  member_id uuid not null,
  item_id uuid not null,
  item_name text not null,
  points bigint not null,
  value_minor bigint not null,
  fulfilment text not null,
  state text not null,
  requested_at timestamptz not null,
  ended_at timestamptz,
  refund_reason text,
  tries integer not null,
  due_at timestamptz,
  reveals integer not null default 0,
  revealed_at timestamptz,
  constraint redemption_pk primary key (community, id),
  constraint redemption_of_item foreign key (community, item_id) references catalogue_item (community, id),
  constraint redemption_state check (state in ('RESERVED', 'FULFILLED', 'REFUNDED')),
  constraint redemption_points check (points > 0),
  constraint redemption_is_looked_at check ((state = 'RESERVED') = (due_at is not null)),
  constraint redemption_ended check ((state = 'RESERVED') = (ended_at is null)),
  constraint redemption_refunded check ((state = 'REFUNDED') = (refund_reason is not null))
);
create index redemption_due on redemption (due_at) where due_at is not null;
create index redemption_by_member on redemption (community, member_id, requested_at desc, id desc);
create index redemption_latest on redemption (community, requested_at desc, id desc);
comment on table redemption is 'Purchases of members. REQUESTED lasts no longer than the transaction that reserves; while RESERVED, due_at is when it is looked at again. Name, points and value are those of the moment.';

create table voucher_code (
  community text not null,
  id uuid not null,
  item_id uuid not null,
  mark bytea not null,
  code bytea not null,
  imported_at timestamptz not null,
  redemption_id uuid,
  constraint voucher_code_pk primary key (community, id),
  constraint voucher_code_of_item foreign key (community, item_id) references catalogue_item (community, id),
  constraint voucher_code_once unique (community, mark),
  constraint voucher_code_for_one unique (community, redemption_id)
);
create index voucher_code_free on voucher_code (community, item_id, id) where redemption_id is null;
comment on table voucher_code is 'Codes that items hand out, encrypted; mark is a keyed hash by which the same code is not imported twice. redemption_id is who has it.';

alter table transfer
  drop constraint transfer_kind,
  drop constraint transfer_leg,
  alter column assignment_id drop not null,
  alter column request_id drop not null,
  alter column round drop not null,
  add column redemption_id uuid,
  add constraint transfer_redeems_once unique (redemption_id, leg),
  add constraint transfer_of_redemption foreign key (community, redemption_id) references redemption (community, id),
  add constraint transfer_purpose check (
    num_nulls(assignment_id, request_id, round) = case when redemption_id is null then 0 else 3 end),
  add constraint transfer_kind check (kind in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK', 'REINSTATED',
    'RESERVED', 'REDEEMED', 'REFUNDED')),
  add constraint transfer_leg check (leg in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK', 'OWED', 'REINSTATED', 'REINSTATED_TO_DEBT',
    'RESERVED', 'REDEEMED', 'REFUNDED', 'REFUNDED_TO_DEBT'));

-- Transfers are added in the order of time, nearly: the blocks of the last days are few.
create index transfer_by_time on transfer using brin (at);
