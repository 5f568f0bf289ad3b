alter table topic add column community_percent integer,
  add constraint topic_community_percent check (community_percent between 0 and 100);
comment on column topic.community_percent is 'Of a hundred requests about it, so many go to the community, and the others to the company''s own people, to compare; null: all, and nothing is compared.';
