alter table assignment add column reason text;
alter table assignment add constraint assignment_reason_of_who_handed_back check (reason is null or state = 'RELEASED');
comment on column assignment.reason is 'Why its member handed it back, in the member''s own words; null without one.';

alter table offer add column reason text;
alter table offer add constraint offer_reason_of_who_declined check (reason is null or state = 'DECLINED');
comment on column offer.reason is 'Why its member declined, in the member''s own words; null without one.';
