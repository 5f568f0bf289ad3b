create table royalty (
  community text not null,
  request_id uuid not null,
  article_id uuid not null,
  member_id uuid not null,
  points bigint not null,
  rules_version integer not null,
  at timestamptz not null,
  due_at timestamptz,
  constraint royalty_pk primary key (community, request_id),
  constraint royalty_points check (points > 0)
);
create index royalty_due on royalty (due_at) where due_at is not null;
comment on table royalty is 'What members earn because an article made of their answer solved a request. due_at: it is not paid yet.';

alter table transfer
  drop constraint transfer_kind,
  drop constraint transfer_leg,
  drop constraint transfer_purpose,
  add column royalty_id uuid,
  add constraint transfer_of_royalty foreign key (community, royalty_id) references royalty (community, request_id),
  add constraint transfer_purpose check (
    num_nonnulls(assignment_id, redemption_id, correction_id, expiry_id, royalty_id) = 1
    and num_nonnulls(request_id, round) = case when assignment_id is null then 0 else 2 end
    and (correction_id is null) = (note_mark is null)),
  add constraint transfer_kind check (kind in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK', 'REINSTATED',
    'RESERVED', 'REDEEMED', 'REFUNDED', 'CORRECTED', 'EXPIRED', 'ROYALTY')),
  add constraint transfer_leg check (leg in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK', 'OWED', 'REINSTATED', 'REINSTATED_TO_DEBT',
    'WITHDRAWN', 'TAKEN_BACK', 'TAKEN_BACK_OWED', 'RESTORED', 'RESTORED_TO_DEBT', 'RESERVED', 'REDEEMED', 'REFUNDED', 'REFUNDED_TO_DEBT',
    'GRANTED', 'GRANTED_TO_DEBT', 'DEDUCTED', 'DEDUCTED_OWED', 'EXPIRED', 'ROYALTY', 'ROYALTY_TO_DEBT'));
-- As transfer_expires_once: what comes again finds its legs here.
create unique index transfer_royalty_once on transfer (royalty_id, leg) where royalty_id is not null;
