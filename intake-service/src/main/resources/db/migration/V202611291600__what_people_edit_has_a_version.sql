alter table community add column version bigint not null default 1;
alter table api_key add column version bigint not null default 1;
alter table topic add column version bigint not null default 1;
comment on column community.version is 'How often it was edited, and 1: who edits an older one is refused.';
comment on column api_key.version is 'How often it was edited, and 1: who edits an older one is refused.';
comment on column topic.version is 'How often it was edited, and 1: who edits an older one is refused.';
