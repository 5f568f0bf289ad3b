create index message_said on message using gin (
  (array_to_tsvector(array['@' || community]) || to_tsvector('simple', text))
);
comment on index message_said is 'The words of each message, and its community as one of them, so that nobody looks through those of others.';

create index message_answered_by on message (member_id) where kind = 'ANSWER';
create index request_of_customer on request (customer_id, created_at desc);
create index request_of_topic on request (community, topic, created_at desc, id desc) where topic is not null;
