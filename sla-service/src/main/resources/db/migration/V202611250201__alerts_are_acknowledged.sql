create table alert_acknowledgement (
  community text not null,
  request_id uuid not null,
  alerted_at timestamptz not null,
  acknowledged_at timestamptz not null,
  acknowledged_by text not null,
  constraint alert_acknowledgement_pk primary key (community, request_id),
  constraint alert_acknowledgement_request_fk foreign key (community, request_id)
    references request_clock (community, request_id)
);
comment on table alert_acknowledgement is 'Who has seen the alert of a request, and when. It holds up to alerted_at: what happens to the request afterwards is news.';
