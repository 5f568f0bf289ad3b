create table thanked_answer (
  community text not null,
  assignment_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  constraint thanked_answer_pk primary key (community, assignment_id)
);
create index thanked_answer_by_member on thanked_answer (community, member_id);
comment on table thanked_answer is 'Answers for which a customer wrote a word of thanks beside three stars or more; not what was written.';
