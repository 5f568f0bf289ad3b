alter table message drop constraint message_author,
  add constraint message_author check (author in ('CUSTOMER', 'MEMBER', 'STAFF', 'SYSTEM'));
