create table piece (
  assignment_id uuid not null,
  community text not null,
  request_id uuid not null,
  member_id uuid not null,
  round integer not null,
  cents integer not null,
  currency text not null,
  completed_at timestamptz not null,
  constraint piece_pk primary key (assignment_id),
  constraint piece_of_community unique (community, assignment_id),
  constraint piece_price check (cents > 0)
);
create index piece_by_request on piece (community, request_id);
create index piece_by_member on piece (community, member_id, completed_at desc);
comment on table piece is 'What contractors completed, with the price that was agreed when it was taken. Whether it is to be paid stands in piece_entry.';

create table piece_entry (
  id uuid not null,
  community text not null,
  assignment_id uuid not null,
  member_id uuid not null,
  kind text not null,
  cents integer not null,
  currency text not null,
  at timestamptz not null,
  constraint piece_entry_pk primary key (id),
  -- Outlives receipts: a fact that comes again after years adds nothing.
  constraint piece_entry_once unique (assignment_id, kind),
  constraint piece_entry_piece foreign key (community, assignment_id) references piece (community, assignment_id),
  constraint piece_entry_kind check (kind in ('CONFIRMED', 'REFUSED', 'WITHDRAWN', 'REINSTATED')),
  constraint piece_entry_sign check (case kind when 'REFUSED' then cents = 0 when 'WITHDRAWN' then cents < 0 else cents > 0 end)
);
create index piece_entry_by_member on piece_entry (community, member_id, at desc, id desc);
comment on table piece_entry is 'Lines of contractors'' statements: confirmed, refused, withdrawn after it had been confirmed, or confirmed after all. Never changed: what was stated for a month stands, and a later one corrects it. at is when it was written, so a month that is over does not change.';

create function piece_entry_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'an entry of a statement is never changed; another one corrects it' using errcode = 'restrict_violation';
end $$;
create trigger piece_entry_never_changes before update or delete on piece_entry
  for each row execute function piece_entry_is_immutable();
create trigger piece_entry_never_truncated before truncate on piece_entry
  for each statement execute function piece_entry_is_immutable();
