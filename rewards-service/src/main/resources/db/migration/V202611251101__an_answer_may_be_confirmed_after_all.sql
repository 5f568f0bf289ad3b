-- A refused answer that is confirmed after all is paid by a leg of its own, straight from issuance.
alter table transfer
  drop constraint transfer_kind,
  drop constraint transfer_leg,
  add constraint transfer_kind check (kind in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK', 'REINSTATED')),
  add constraint transfer_leg check (leg in ('HELD', 'RELEASED', 'DEBT_REPAID', 'VOIDED', 'CLAWED_BACK', 'OWED', 'REINSTATED', 'REINSTATED_TO_DEBT'));

alter table verdict
  drop constraint verdict_outcome,
  add constraint verdict_outcome check (outcome in ('CONFIRMED', 'REFUSED', 'CONFIRMED_AFTER_ALL'));
comment on table verdict is 'What was judged about an answer; kept also when it comes before the completion that it judges. The higher rank holds: reopening that begins round r is 2r, resolving in round r is 2r + 1; a cancellation and a confirmation after all are final and have the highest.';
