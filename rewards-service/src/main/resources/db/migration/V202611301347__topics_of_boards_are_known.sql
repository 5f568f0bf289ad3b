create table earned_topic (
  community text not null,
  topic text not null,
  constraint earned_topic_pk primary key (community, topic)
);
comment on table earned_topic is 'The topics with which anything was earned: those that have leaderboards.';

insert into earned_topic (community, topic)
select distinct community, topic from earned_day where topic <> '';
