create table queue_wait (
  community text not null,
  request_id uuid not null,
  queue text not null,
  taken_at timestamptz not null,
  waited_millis bigint not null,
  constraint queue_wait_pk primary key (community, request_id)
);
create index queue_wait_latest on queue_wait (community, queue, taken_at desc);
create index queue_wait_by_time on queue_wait (taken_at);
comment on table queue_wait is 'What requests waited until somebody took them for the first time, by the queue in which they waited then. Kept for two hours.';

create table predicting_request (
  community text not null,
  request_id uuid not null,
  queue text not null,
  constraint predicting_request_pk primary key (community, request_id)
);
create index predicting_request_by_queue on predicting_request (community, queue, request_id);
comment on table predicting_request is 'Requests that wait and have a step which may be due because of what is waited in their queue.';
