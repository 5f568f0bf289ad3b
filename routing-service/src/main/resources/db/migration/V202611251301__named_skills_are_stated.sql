-- Others hear of skills from now on: what stands is stated once, as if it were named now.
with numbered as (
  insert into stated (subject, version)
  select community, count(*) from skill group by community order by community
  on conflict (subject) do update set version = stated.version + excluded.version
  returning subject, version
)
insert into outbox (id, type, topic, subject, community, aggregate_version, time, data)
select uuidv7(), 'dev.crowdline.routing.skill-named.v1', 'COMMUNITIES', s.community, s.community,
       n.version - count(*) over (partition by s.community) + row_number() over (partition by s.community order by s.name),
       now(), convert_to(json_build_object('name', s.name)::text, 'UTF8')
from skill s join numbered n on n.subject = s.community
order by s.community, s.name;
