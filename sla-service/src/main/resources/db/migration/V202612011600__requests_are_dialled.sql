alter table request_clock
  add column dial_percent integer,
  add column dial_community boolean,
  add constraint request_clock_dial check ((dial_percent is null) = (dial_community is null));
comment on column request_clock.dial_percent is 'The dial of its topic when it was submitted; null when that had none, or it was for staff anyway.';
comment on column request_clock.dial_community is 'Whether the dial sent it to the community; whatever became of it later, it stays in its group.';
create index request_clock_dialled on request_clock (community, topic, submitted_at desc) where dial_percent is not null;
