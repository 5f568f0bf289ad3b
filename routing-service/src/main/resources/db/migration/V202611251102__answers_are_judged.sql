create table answer_judgement (
  community text not null,
  assignment_id uuid not null,
  route_id uuid not null,
  verdict text,
  stars integer,
  thanks text,
  constraint answer_judgement_pk primary key (community, assignment_id),
  constraint answer_judgement_route foreign key (route_id) references route (id),
  constraint answer_judgement_verdict check (verdict in ('CONFIRMED', 'REFUSED')),
  constraint answer_judgement_stars check (stars between 1 and 5)
);
create index answer_judgement_by_route on answer_judgement (route_id);
comment on table answer_judgement is 'What the customer said of an answer, as intake states it; kept also when the assignment is not known. The last thing said holds.';
comment on column answer_judgement.thanks is 'Personal: what the customer wrote beside the stars.';
