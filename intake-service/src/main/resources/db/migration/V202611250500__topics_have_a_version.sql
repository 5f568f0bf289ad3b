create table topic_version (
  community text not null,
  version bigint not null,
  constraint topic_version_pk primary key (community)
);
comment on table topic_version is 'Counts the changes of a community''s topics: who holds them in memory sees by it that they changed, and who changes them waits for its row.';
insert into topic_version (community, version) select distinct community, 1 from topic;
