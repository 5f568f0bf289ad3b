-- A member's row is what people edit; who is online is written in sets, and so lies in a table of its own.
create table member_presence (
  member_id uuid not null,
  community text not null,
  online boolean not null default false,
  online_since timestamptz,
  constraint member_presence_pk primary key (member_id),
  constraint member_presence_member foreign key (member_id) references member (id)
);
comment on table member_presence is 'Who is online, as it was stated; the leases themselves are in Redis.';
insert into member_presence (member_id, community, online, online_since)
  select id, community, online, online_since from member;
create index member_presence_online on member_presence (member_id) where online;
drop index member_online;
alter table member drop column online, drop column online_since;

alter table skill add column version bigint not null default 1;
comment on column skill.version is 'How often it was edited, and 1: who edits an older one is refused.';
