alter table topic add column examples text[] not null default '{}';
comment on column topic.examples is 'What customers write who ask about it, as an operator wrote it.';

create table confirmed_topic (
  community text not null,
  request_id uuid not null,
  topic text not null,
  was text,
  text text,
  confirmed_at timestamptz not null,
  constraint confirmed_topic_pk primary key (request_id, community)
);
create index confirmed_topic_newest on confirmed_topic (community, confirmed_at desc) where text is not null;
comment on table confirmed_topic is 'What an operator said that a request is about; its question is an example of that topic from then on, until it is erased (text is null).';

create table topic_model (
  community text not null,
  version bigint not null,
  tried bigint not null,
  model bytea,
  examples integer not null,
  told_right integer not null,
  held_out integer not null,
  made_at timestamptz not null,
  refused_at timestamptz,
  refused_examples integer,
  refused_right integer,
  refused_held_out integer,
  constraint topic_model_pk primary key (community),
  constraint topic_model_version check ((version = 0) = (model is null)),
  constraint topic_model_refused check ((refused_at is null) = (refused_examples is null) and (refused_at is null) = (refused_right is null) and (refused_at is null) = (refused_held_out is null))
);
comment on table topic_model is 'What the examples of a community''s topics taught: the live model, how much it told right of what it had not learned, and the last one that was no better. tried is the topic_version whose examples were learned last.';

create table topic_confidence (
  community text not null,
  percent integer not null,
  version bigint not null,
  changed_at timestamptz not null,
  constraint topic_confidence_pk primary key (community),
  constraint topic_confidence_percent check (percent between 0 and 100)
);
comment on table topic_confidence is 'From which probability on a community takes the word of its model; without a row the default counts.';
