-- What a community's own accounts come to is summed from the transfers: no row of theirs is locked.
alter table account
  drop constraint account_totals,
  drop constraint account_never_overdrawn,
  alter column debits drop not null,
  alter column credits drop not null,
  alter column debits drop default,
  alter column credits drop default;
update account set debits = null, credits = null where member_id is null;
alter table account
  add constraint account_totals check (
    case when member_id is null then num_nonnulls(debits, credits) = 0
      else num_nulls(debits, credits) = 0 and debits >= 0 and credits >= 0 end),
  add constraint account_never_overdrawn check (
    member_id is null or case when kind = 'DEBT' then debits >= credits else credits >= debits end);
comment on table account is 'Where points are: one issuance and one redemption account per community, without totals; held, wallet, reserved and debt of each member, whose totals follow from the transfers and change with them alone.';

-- What was moved before is booked on the day of this migration.
alter table transfer
  add column booked_at timestamptz not null default now(),
  add column mark bytea;
alter table transfer alter column booked_at drop default;
alter table transfer disable trigger transfer_never_changes;
update transfer t set mark = substring(sha256(convert_to(
  concat_ws('|', t.position, t.id, t.debit_account, t.credit_account, t.amount, t.kind, t.leg, t.rule,
    coalesce(t.assignment_id::text, ''), coalesce(t.request_id::text, ''), coalesce(t.round::text, ''),
    coalesce(t.redemption_id::text, ''), t.balance, t.held, t.debt,
    to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    to_char(t.booked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'UTF8')) for 8);
alter table transfer enable trigger transfer_never_changes;
alter table transfer
  alter column mark set not null,
  add constraint transfer_mark check (octet_length(mark) = 8);
create index transfer_by_booking on transfer (community, booked_at);
comment on table transfer is 'Points that moved from one account to another; the only way a balance changes. Never changed, never deleted. position is the order per member; balance, held and debt are the member''s after it; at is the time of the fact that caused it, booked_at decides the day that it is sealed with; mark is the beginning of the SHA-256 of all that, by which one that was altered is found.';

create table ledger_day (
  one boolean not null default true,
  closed_until timestamptz not null,
  sealed_until timestamptz not null,
  constraint ledger_day_pk primary key (one),
  constraint ledger_day_one check (one),
  constraint ledger_day_sealed check (sealed_until <= closed_until)
);
insert into ledger_day (closed_until, sealed_until)
select today, today from (select date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' as today) d;
comment on table ledger_day is 'Nothing is booked before closed_until any more; all that was booked before sealed_until is sealed. One row, for all communities.';

create table ledger_seal (
  community text not null,
  day date not null,
  transfers bigint not null,
  previous bytea,
  hash bytea not null,
  sealed_at timestamptz not null,
  constraint ledger_seal_pk primary key (community, day),
  constraint ledger_seal_transfers check (transfers > 0)
);
comment on table ledger_seal is 'The SHA-256 over the transfers that were booked on a day of UTC, and the seal before it; each is stated as a fact. Days without transfers have none.';

create table programme_balance (
  community text not null,
  day date not null,
  kind text not null,
  debits bigint not null,
  credits bigint not null,
  constraint programme_balance_pk primary key (community, day, kind)
);
comment on table programme_balance is 'The totals of a community''s own accounts at the end of a sealed day, so that only what came after has to be summed.';
