alter table redemption_limit rename to programme_limit;
alter table programme_limit rename constraint redemption_limit_pk to programme_limit_pk;
alter table programme_limit rename constraint redemption_limit_points to programme_limit_points;
alter table programme_limit rename constraint redemption_limit_wait to programme_limit_wait;
alter table programme_limit
  add column correct_alone bigint,
  add constraint programme_limit_alone check (correct_alone >= 0);
comment on table programme_limit is 'How much may be moved: by a member in a day of UTC, and how long after registering nothing; by one operator alone. Null is no limit, and for operators the default.';

create table correction (
  community text not null,
  id uuid not null,
  member_id uuid not null,
  points bigint not null,
  reason text not null,
  note text,
  note_salt text,
  state text not null,
  proposer text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  constraint correction_pk primary key (community, id),
  constraint correction_points check (points <> 0),
  constraint correction_reason check (reason in ('MISTAKE', 'GOODWILL', 'EXTRA_WORK', 'ABUSE')),
  constraint correction_note check (num_nulls(note, note_salt) in (0, 2)),
  constraint correction_state check (state in ('PROPOSED', 'BOOKED', 'REJECTED')),
  constraint correction_decided check (num_nulls(decided_by, decided_at) = case state when 'PROPOSED' then 2 else 0 end)
);
create index correction_latest on correction (community, proposed_at desc, id desc);
comment on table correction is 'Points that an operator adds to a member (less than 0: takes off). Above the community''s limit another operator has to agree. note is the member''s to read; its salted hash is sealed with the transfer, so that note and salt can be forgotten.';

create table expiry_rule (
  community text not null,
  after_days integer,
  notice_days integer not null,
  changed_at timestamptz not null,
  version bigint not null,
  day date,
  member_id uuid,
  due_at timestamptz,
  constraint expiry_rule_pk primary key (community),
  constraint expiry_rule_days check (after_days > notice_days and notice_days > 0),
  constraint expiry_rule_is_looked_at check ((after_days is null) = (due_at is null))
);
create index expiry_rule_due on expiry_rule (due_at) where due_at is not null;
comment on table expiry_rule is 'After how many days points expire; null is never. Bookings before day, and on it of members up to member_id, were looked at for notices; due_at is when that goes on.';

create table expiry_notice (
  community text not null,
  id uuid not null,
  member_id uuid not null,
  points bigint not null,
  of_day date not null,
  noticed_at timestamptz not null,
  expires_at timestamptz not null,
  due_at timestamptz,
  state text not null,
  ended_at timestamptz,
  constraint expiry_notice_pk primary key (community, id),
  constraint expiry_notice_once unique (id),
  constraint expiry_notice_points check (points > 0),
  constraint expiry_notice_state check (state in ('ANNOUNCED', 'EXPIRED', 'WITHDRAWN')),
  constraint expiry_notice_ended check ((state = 'ANNOUNCED') = (ended_at is null) and (state = 'ANNOUNCED') = (due_at is not null))
);
create index expiry_notice_due on expiry_notice (due_at) where due_at is not null;
create index expiry_notice_announced on expiry_notice (community, member_id) where due_at is not null;
comment on table expiry_notice is 'What a member was told will expire: at most so many points of those booked until the end of of_day, as far as they are not spent by then.';

alter table account
  drop constraint account_kind,
  drop constraint account_owner,
  add constraint account_kind check (kind in ('ISSUANCE', 'REDEMPTION', 'EXPIRY', 'HELD', 'WALLET', 'RESERVED', 'DEBT')),
  add constraint account_owner check ((kind in ('ISSUANCE', 'REDEMPTION', 'EXPIRY')) = (member_id is null));

alter table transfer
  drop constraint transfer_kind,
  drop constraint transfer_leg,
  drop constraint transfer_purpose,
  add column correction_id uuid,
  add column note_mark text,
  add column expiry_id uuid,
  add constraint transfer_of_correction foreign key (community, correction_id) references correction (community, id),
  add constraint transfer_of_expiry foreign key (community, expiry_id) references expiry_notice (community, id),
  add constraint transfer_purpose check (
    num_nonnulls(assignment_id, redemption_id, correction_id, expiry_id) = 1
    and num_nonnulls(request_id, round) = case when assignment_id is null then 0 else 2 end
    and (correction_id is null) = (note_mark is null)),
  add constraint transfer_kind check (kind in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK', 'REINSTATED',
    'RESERVED', 'REDEEMED', 'REFUNDED', 'CORRECTED', 'EXPIRED')),
  add constraint transfer_leg check (leg in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK', 'OWED', 'REINSTATED', 'REINSTATED_TO_DEBT',
    'WITHDRAWN', 'TAKEN_BACK', 'TAKEN_BACK_OWED', 'RESTORED', 'RESTORED_TO_DEBT', 'RESERVED', 'REDEEMED', 'REFUNDED', 'REFUNDED_TO_DEBT',
    'GRANTED', 'GRANTED_TO_DEBT', 'DEDUCTED', 'DEDUCTED_OWED', 'EXPIRED'));
-- As transfer_once: what comes again finds its legs here. Few transfers are of these two kinds, so the others pay nothing for it.
create unique index transfer_corrects_once on transfer (correction_id, leg) where correction_id is not null;
create unique index transfer_expires_once on transfer (expiry_id, leg) where expiry_id is not null;
