alter table route
  add column topic text,
  add column rules_version integer not null default 0,
  add column base integer;
update route set base = reward;
alter table route alter column base set not null;
comment on column route.base is 'What the earning rules of rules_version pay for it, before escalation raises it; 0 is the points of the policy.';

alter table offer add column share integer not null default 100;
alter table assignment add column share integer not null default 100;
comment on column offer.share is 'What the day''s cap leaves its member of the route''s reward, in percent; reward is what it showed when it was made, by that share.';
