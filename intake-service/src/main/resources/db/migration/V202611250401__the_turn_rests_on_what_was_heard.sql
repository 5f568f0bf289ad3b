-- Whose turn it is, by dev.crowdline.contracts.Turn. Messages so far count as numbered in their order; a question
-- that is open says nothing of what was heard, so its time decides.
alter table request add column turn jsonb;
update request r set turn = jsonb_build_object('highest', m.n, 'wanted', m.n)
    || case when m.at is null then '{}'::jsonb else jsonb_build_object('writtenAt', to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) end
    || case when r.assignment_id is null or r.waiting_on = 'HELPERS' or r.status not in ('IN_WORK', 'ANSWERED') then '{}'::jsonb
       else jsonb_build_object('given', jsonb_build_object('assignmentId', r.assignment_id,
         'at', to_char(coalesce(r.answered_at, now()) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))) end
  from (
    select q.id, q.community, count(w.id) as n, max(w.at) as at from request q
    left join message w on w.request_id = q.id and w.community = q.community and w.author = 'CUSTOMER' and w.kind = 'MESSAGE'
    group by q.id, q.community
  ) m where m.id = r.id and m.community = r.community;
-- A question of which the assignment has ended asks nobody any more.
update request set waiting_on = 'HELPERS', due_at = coalesce(due_at, now() + interval '1 minute')
  where status = 'OPEN' and waiting_on = 'CUSTOMER';
alter table request alter column turn set not null;
alter table request add column thanks_marked boolean not null default false;
comment on column request.turn is 'Whose turn it is and what that rests on; waiting_on follows from it and from the status.';
comment on column request.thanks_marked is 'The member took what the customer wrote after the answer for thanks; one more message reopens.';

-- A verdict names its answer, perhaps an earlier one.
alter table message add column assignment_id uuid, add column member_id uuid, add column round integer;
update message m set assignment_id = r.assignment_id, member_id = r.member_id, round = r.round
  from request r where r.answer_id = m.id and r.id = m.request_id and r.community = m.community;
comment on column message.round is 'Of an answer: whose it was, with the assignment and the member; null for what is no answer, or older than this.';
alter table message drop constraint message_kind;
alter table message add constraint message_kind check (kind in ('QUESTION', 'MESSAGE', 'THANKS', 'ANSWER', 'NOTICE'));

-- What is written after the end joins the request that continues it.
create index request_continues on request (linked_to) where linked_to is not null;

update community set policy = policy || '{"followUpSeconds": 30}' where pace = 'DEMO' and policy -> 'followUpSeconds' is null;
