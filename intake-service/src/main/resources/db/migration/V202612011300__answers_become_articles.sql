create function article_words(language text) returns regconfig language sql immutable parallel safe as $$
  select case language
    when 'ar' then 'arabic' when 'da' then 'danish' when 'de' then 'german' when 'en' then 'english'
    when 'es' then 'spanish' when 'fi' then 'finnish' when 'fr' then 'french' when 'hu' then 'hungarian'
    when 'it' then 'italian' when 'nl' then 'dutch' when 'no' then 'norwegian' when 'pt' then 'portuguese'
    when 'ro' then 'romanian' when 'ru' then 'russian' when 'sv' then 'swedish' when 'tr' then 'turkish'
    else 'simple' end::regconfig
$$;
comment on function article_words is 'How the words of a language are brought to their stems; of a language without stems here, as they are written.';

create table article (
  community text not null,
  id uuid not null,
  language text not null,
  title text not null,
  question text not null,
  text text not null,
  topic text,
  state text not null,
  author_id uuid,
  author_alias text,
  request_id uuid,
  helpful integer not null default 0,
  unhelpful integer not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version bigint not null,
  words tsvector not null generated always as (
    setweight(to_tsvector(article_words(language), title), 'A')
    || setweight(to_tsvector(article_words(language), question), 'B')
    || setweight(to_tsvector(article_words(language), text), 'C')) stored,
  constraint article_pk primary key (id, community),
  constraint article_state check (state in ('PROPOSED', 'PUBLISHED', 'IN_REVIEW', 'WITHDRAWN')),
  constraint article_author check ((author_id is null) = (author_alias is null)),
  constraint article_votes check (helpful >= 0 and unhelpful >= 0)
);
create unique index article_of_request on article (request_id, community) where request_id is not null;
create index article_newest on article (community, changed_at desc, id desc);
create index article_found on article using gin (words) where state = 'PUBLISHED';
comment on table article is 'A question and its answer that may help others. Its votes are about the text as it was published last.';
comment on column article.request_id is 'The request whose answer it was made of.';
comment on column article.author_id is 'The member who answered; null when the company''s people wrote it.';

create table article_text (
  community text not null,
  article_id uuid not null,
  version bigint not null,
  title text not null,
  question text not null,
  text text not null,
  changed_by text not null,
  at timestamptz not null,
  constraint article_text_pk primary key (article_id, version, community),
  constraint article_text_fk foreign key (article_id, community) references article (id, community) on delete cascade
);
comment on table article_text is 'What an article said in each of its versions.';

create table article_vote (
  community text not null,
  article_id uuid not null,
  voter text not null,
  helpful boolean not null,
  at timestamptz not null,
  constraint article_vote_pk primary key (article_id, voter, community),
  constraint article_vote_fk foreign key (article_id, community) references article (id, community) on delete cascade
);
comment on column article_vote.voter is 'A random name that the reader''s browser gave itself.';

create table article_solved (
  community text not null,
  request_id uuid not null,
  article_id uuid not null,
  at timestamptz not null,
  constraint article_solved_pk primary key (request_id, community),
  constraint article_solved_request_fk foreign key (request_id, community) references request (id, community),
  constraint article_solved_article_fk foreign key (article_id, community) references article (id, community)
);
create index article_solved_by on article_solved (article_id, community);
comment on table article_solved is 'Requests that an article answered, before anybody had to.';

create table knowledge (
  community text not null,
  version bigint not null,
  constraint knowledge_pk primary key (community)
);
comment on table knowledge is 'Counts the changes of what a community has published.';

create table knowledge_use (
  community text not null,
  day date not null,
  visits bigint not null default 0,
  searches bigint not null default 0,
  reads bigint not null default 0,
  asked bigint not null default 0,
  solved bigint not null default 0,
  constraint knowledge_use_pk primary key (community, day)
);
comment on table knowledge_use is 'How a community''s help centre was used, by day in UTC: only counts, nothing of who it was.';

-- P4 and the conversation: what an article answered has no answer of a person.
alter table request drop constraint request_answer,
  add constraint request_answer check (
    status not in ('ANSWERED', 'RESOLVED')
    or (assignment_id is not null and answer_id is not null and answered_at is not null)
    or (status = 'RESOLVED' and assignment_id is null and answer_id is null and answered_at is null));
