create table detector_lease (
  holder uuid,
  until timestamptz not null,
  single boolean not null default true,
  constraint detector_lease_pk primary key (single),
  constraint detector_lease_one check (single)
);
insert into detector_lease (until) values ('-infinity');
comment on table detector_lease is 'One row: which replica watches what comes for floods of the same complaint, and until when unless it says so again.';
