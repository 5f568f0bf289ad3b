-- What an operator grants stays with the member; member_load.capacity is what the member may hold now, which the guard compares.
alter table member
  add column capacity integer,
  add column own_limit integer,
  add column paused boolean not null default false,
  add column skill_ceiling jsonb not null default '{}';
update member m set capacity = l.capacity from member_load l where l.member_id = m.id;
alter table member
  alter column capacity set not null,
  add constraint member_capacity check (capacity between 0 and 100),
  add constraint member_own_limit check (own_limit between 1 and 100);
comment on column member.capacity is 'Pieces of work at once that an operator grants.';
comment on column member.own_limit is 'Pieces of work at once that the member wants at most; null for what is granted.';
comment on column member.paused is 'Offered nothing new, though present.';
comment on column member.skill_ceiling is 'Skill to the level that an operator decided: the member sets none above it; 0 is a skill taken away.';
comment on column member_load.capacity is 'What the member may hold now: the least of what is granted and what the member wants, 0 while paused.';
