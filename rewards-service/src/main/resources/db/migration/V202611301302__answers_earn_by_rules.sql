create table answer (
  community text not null,
  assignment_id uuid not null,
  request_id uuid not null,
  member_id uuid not null,
  accepted_at timestamptz not null,
  completed_at timestamptz not null,
  reward integer not null,
  rules_version integer not null,
  priority text not null,
  topic text,
  language text not null,
  level integer not null,
  base integer not null,
  share integer not null,
  constraint answer_pk primary key (community, assignment_id),
  constraint answer_base check (base > 0),
  constraint answer_share check (share between 1 and 100)
);
create index answer_by_time on answer (community, completed_at);
comment on table answer is 'Answers of community members and how their rewards came about, so that other earning rules can be tried on them. base is what the rules paid before escalation, share what the day''s cap left, in percent.';

create table appraisal (
  community text not null,
  request_id uuid not null,
  assignment_id uuid not null,
  pays_from integer not null,
  points bigint not null,
  stars integer not null,
  constraint appraisal_pk primary key (community, request_id, assignment_id)
);
comment on table appraisal is 'What a good rating of an answer pays, and the best rating; whichever is heard first waits for the other. 0 is not heard of.';
