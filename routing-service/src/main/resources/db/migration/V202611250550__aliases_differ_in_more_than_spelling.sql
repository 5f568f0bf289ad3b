alter table member add column alias_key text;
comment on column member.alias_key is 'The alias in NFKC and case-folded, by which two are one. Those that were one before keep their names; the later ones have the id behind their key. Null only for who registered by an older version.';

update member m set alias_key = k.key
from (
  select id, folded || case when row_number() over (partition by community, folded order by registered_at, id) > 1
    then ' #' || id else '' end as key
  from (select id, community, registered_at, casefold(normalize(alias, NFKC) collate "pg_unicode_fast") as folded from member) f
) k
where k.id = m.id;

create unique index member_alias_key on member (community, alias_key);
