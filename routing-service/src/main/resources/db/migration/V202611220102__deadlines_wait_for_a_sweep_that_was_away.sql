create table sweep_heartbeat (
  only_one boolean not null default true,
  at timestamptz not null,
  constraint sweep_heartbeat_pk primary key (only_one),
  constraint sweep_heartbeat_only_one check (only_one)
);
comment on table sweep_heartbeat is 'When some replica last swept: after a gap, members'' deadlines are moved by it, once.';
insert into sweep_heartbeat (at) values (now());
