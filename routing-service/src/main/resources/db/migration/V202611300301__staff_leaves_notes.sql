create table staff_note (
  id uuid not null,
  community text not null,
  route_id uuid not null,
  kind text not null,
  author_id uuid,
  author text not null,
  tier text,
  text text not null,
  at timestamptz not null,
  constraint staff_note_pk primary key (id),
  constraint staff_note_route foreign key (route_id) references route (id),
  constraint staff_note_author foreign key (author_id) references member (id),
  constraint staff_note_kind check (kind in ('NOTE', 'HANDED_BACK', 'HANDED_OVER'))
);
create index staff_note_by_route on staff_note (route_id, at desc, id desc);
comment on table staff_note is 'What staff and contractors tell each other about a request. Never stated as a fact, so that no other service can show it.';
comment on column staff_note.author_id is 'Null of an operator who is no member.';
comment on column staff_note.text is 'personal';

create table note_mention (
  note_id uuid not null,
  member_id uuid not null,
  community text not null,
  at timestamptz not null,
  seen_at timestamptz,
  constraint note_mention_pk primary key (note_id, member_id),
  constraint note_mention_note foreign key (note_id) references staff_note (id),
  constraint note_mention_member foreign key (member_id) references member (id)
);
create index note_mention_by_member on note_mention (member_id, at desc, note_id desc);
comment on table note_mention is 'Whom a note is meant for, and when they saw it.';

create index member_staff on member (community, registered_at desc, id desc) where tier <> 'COMMUNITY';
