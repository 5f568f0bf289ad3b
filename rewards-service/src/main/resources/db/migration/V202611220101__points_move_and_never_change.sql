create table member (
  community text not null,
  id uuid not null,
  identity text,
  registered_at timestamptz not null,
  constraint member_pk primary key (community, id)
);
create index member_by_identity on member (community, identity) where identity is not null;
comment on table member is 'Members as routing registered them; identity is the hash of issuer and subject by which a caller''s wallet is found.';

create table account (
  id uuid not null,
  community text not null,
  kind text not null,
  member_id uuid,
  debits bigint not null default 0,
  credits bigint not null default 0,
  constraint account_pk primary key (id),
  constraint account_of_community unique (community, id),
  constraint account_once unique nulls not distinct (community, member_id, kind),
  constraint account_kind check (kind in ('ISSUANCE', 'HELD', 'WALLET', 'DEBT')),
  constraint account_owner check ((kind = 'ISSUANCE') = (member_id is null)),
  constraint account_totals check (debits >= 0 and credits >= 0),
  -- What a member has is a credit balance; what was issued, and what a member owes, is a debit balance.
  constraint account_never_overdrawn check (
    case when kind in ('WALLET', 'HELD') then credits >= debits else debits >= credits end)
) with (fillfactor = 70);
comment on table account is 'Where points are: one issuance account per community, and held, wallet and debt of each member. The totals follow from the transfers and change with them alone.';

create table transfer (
  position bigint generated always as identity,
  id uuid not null,
  community text not null,
  debit_account uuid not null,
  credit_account uuid not null,
  amount bigint not null,
  kind text not null,
  leg text not null,
  rule text not null,
  assignment_id uuid not null,
  request_id uuid not null,
  member_id uuid not null,
  round integer not null,
  balance bigint not null,
  held bigint not null,
  debt bigint not null,
  at timestamptz not null,
  constraint transfer_pk primary key (id),
  -- Outlives receipts: a fact that comes again after years finds its legs here and pays nothing (P5).
  constraint transfer_once unique (rule, assignment_id, leg),
  constraint transfer_debits foreign key (community, debit_account) references account (community, id),
  constraint transfer_credits foreign key (community, credit_account) references account (community, id),
  constraint transfer_moves check (debit_account <> credit_account),
  constraint transfer_amount check (amount > 0),
  constraint transfer_kind check (kind in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK')),
  constraint transfer_leg check (leg in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK', 'OWED'))
);
create index transfer_by_member on transfer (community, member_id, position);
create index transfer_by_request on transfer (community, request_id);
comment on table transfer is 'Points that moved from one account to another; the only way a balance changes. Never changed, never deleted. position is the order per member; balance, held and debt are the member''s after it; at is the time of the fact that caused it.';

create function transfer_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a transfer is never changed; move the points back with another one' using errcode = 'restrict_violation';
end $$;
create trigger transfer_never_changes before update or delete on transfer
  for each row execute function transfer_is_immutable();
create trigger transfer_never_truncated before truncate on transfer
  for each statement execute function transfer_is_immutable();

create table verdict (
  community text not null,
  request_id uuid not null,
  assignment_id uuid not null,
  outcome text not null,
  rank bigint not null,
  constraint verdict_pk primary key (community, request_id, assignment_id),
  constraint verdict_outcome check (outcome in ('CONFIRMED', 'REFUSED'))
);
comment on table verdict is 'Whether an answer was confirmed or refused; kept also when it comes before the completion that it judges. The higher rank holds: reopening that begins round r is 2r, resolving in round r is 2r + 1.';

create table request_ending (
  community text not null,
  request_id uuid not null,
  ended boolean not null,
  rank bigint not null,
  constraint request_ending_pk primary key (community, request_id)
);
comment on table request_ending is 'Whether a request has ended: what was completed for it and not refused is paid. Ranks as in verdict; a cancellation has the highest.';
