create table public_form (
  community text not null,
  open boolean not null,
  requests_per_hour integer not null,
  changed_at timestamptz not null,
  constraint public_form_pk primary key (community),
  constraint public_form_community_fk foreign key (community) references community (id),
  constraint public_form_limited check (requests_per_hour between 1 and 10000)
);
comment on table public_form is 'Whether anybody may ask a community by its page, and how much an hour. No row: closed.';
