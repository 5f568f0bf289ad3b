-- An operator's pause lies beside the member's own: the member cannot lift it.
alter table member
  add column pause_reason text,
  add column pause_since timestamptz,
  add column pause_until timestamptz,
  add column facets text[],
  add constraint member_pause check ((pause_reason is null) = (pause_since is null) and (pause_until is null or pause_since is not null));
comment on column member.pause_reason is 'Why an operator lets nothing new be offered to the member, who reads it; null without such a pause.';
comment on column member.pause_until is 'When that pause ends by itself; null for when an operator lifts it.';
comment on column member.facets is 'What the member is found by, as Facets writes it.';
create index member_pause_over on member (pause_until) where pause_until is not null;

update member m set facets = array(
  select 'c:' || m.community
  union select 't:' || m.tier
  union select case when m.paused then 'p' else 'a' end
  union select 'l:' || tag from unnest(m.languages) as g(tag)
  union select 's:' || s.skill || ':' || n
    from member_skill s cross join lateral generate_series(1, s.level) as g(n)
    where s.member_id = m.id and s.community = m.community
  union select 'v:' || n
    from member_skill s cross join lateral generate_series(1, s.level) as g(n)
    where s.member_id = m.id and s.community = m.community
  union select 'n:' || left(word, n)
    from regexp_split_to_table(regexp_replace(normalize(lower(m.alias), NFD), '[\u0300-\u036f]+', '', 'g'), '[^[:alnum:]]+') as w(word)
    cross join lateral generate_series(1, least(12, length(word))) as g(n));
alter table member alter column facets set not null;
create index member_by_facet on member using gin (facets) with (fastupdate = off);
create index member_listed on member (community, registered_at desc, id desc);
create index member_presence_of_community on member_presence (community, member_id) where online;
