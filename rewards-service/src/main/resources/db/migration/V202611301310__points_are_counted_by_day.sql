alter table member
  add column alias text,
  add column hidden boolean not null default false;
comment on table member is 'Members as routing registered them; identity is the hash of issuer and subject by which a caller''s wallet is found. alias is how others know the member, null until it is heard; who is hidden is on no leaderboard.';

create table earned_day (
  community text not null,
  day date not null,
  topic text not null,
  member_id uuid not null,
  points bigint not null,
  constraint earned_day_pk primary key (community, day, topic, member_id)
) with (fillfactor = 80);
comment on table earned_day is 'What members were paid for confirmed answers, less what was taken back, by the day of UTC of the transfers'' cause and by topic, '''' where none is known: sums of the ledger, changed in its transactions. Leaderboards are counted from it.';

insert into earned_day (community, day, topic, member_id, points)
select community, (at at time zone 'UTC')::date, '', member_id,
  sum(case when leg in ('CLAWED_BACK', 'OWED') then -amount else amount end)
from transfer
where leg in ('RELEASED', 'DEBT_REPAID', 'REINSTATED', 'REINSTATED_TO_DEBT', 'CLAWED_BACK', 'OWED')
group by 1, 2, 4;
