-- Idle is who has had no new work, however often asked: until now every offer began it anew.
update member_load l set idle_since = coalesce(
  (select max(a.accepted_at) from assignment a where a.member_id = l.member_id),
  (select m.registered_at from member m where m.id = l.member_id));
comment on column member_load.idle_since is 'When the member last took new work, or registered.';
