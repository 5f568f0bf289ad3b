create table redemption_limit (
  community text not null,
  points_per_day bigint,
  wait_days integer,
  changed_at timestamptz not null,
  version bigint not null,
  constraint redemption_limit_pk primary key (community),
  constraint redemption_limit_points check (points_per_day > 0),
  constraint redemption_limit_wait check (wait_days > 0)
);
comment on table redemption_limit is 'How much a member may take in a day of UTC, and how long after registering nothing; null is no limit.';
