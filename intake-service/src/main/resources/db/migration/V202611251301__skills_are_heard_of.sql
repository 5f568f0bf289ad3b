create table heard_skill (
  community text not null,
  name text not null,
  constraint heard_skill_pk primary key (community, name)
);
comment on table heard_skill is 'The skills that a community has named, as heard from routing: needs of requests and topics are some of these.';
