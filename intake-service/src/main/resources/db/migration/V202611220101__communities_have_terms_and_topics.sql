create table community_terms (
  community text not null,
  version integer not null,
  text text not null,
  published_at timestamptz not null,
  constraint community_terms_pk primary key (community, version),
  constraint community_terms_community_fk foreign key (community) references community (id),
  constraint community_terms_version_positive check (version >= 1)
);
comment on table community_terms is 'What a member accepts before being offered anything; the version in force is the community''s terms_version.';

create table topic (
  community text not null,
  name text not null,
  keywords text[] not null,
  needs jsonb not null,
  minimum_tier text,
  changed_at timestamptz not null,
  constraint topic_pk primary key (community, name)
);
comment on table topic is 'What customers of a community ask about: the words it is recognised by and the skills that it needs.';
