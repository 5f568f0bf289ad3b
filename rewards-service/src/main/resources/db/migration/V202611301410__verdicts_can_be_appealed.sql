alter table review
  drop constraint review_state,
  drop constraint review_verdict,
  add column appeal text,
  add column appealed_at timestamptz,
  add constraint review_state check (state in ('OPEN', 'SETTLED', 'APPEALED', 'DROPPED')),
  add constraint review_verdict check ((state in ('SETTLED', 'APPEALED')) = (verdict is not null)),
  add constraint review_appeal check ((appeal is null) = (appealed_at is null)),
  add constraint review_appealed check (state <> 'APPEALED' or appeal is not null);
drop index review_open;
create index review_open on review (community, opened_at) where state in ('OPEN', 'APPEALED');
comment on column review.appeal is 'What the author says against a verdict that withdraws, once; while APPEALED that verdict stands.';
