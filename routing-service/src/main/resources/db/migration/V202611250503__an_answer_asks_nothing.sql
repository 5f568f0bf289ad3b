-- An answer waits for a verdict, which is no question: it was stored as one.
update route_message set asks_customer = false where kind = 'ANSWER' and asks_customer;
alter table route_message add constraint route_message_answer_asks_nothing check (kind <> 'ANSWER' or not asks_customer);
