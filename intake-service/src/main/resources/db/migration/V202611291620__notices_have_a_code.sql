alter table message add column notice text;
alter table message add column notice_reason text;
-- What was said before there were codes, by how it began; what is not known stays without, and is shown as it was written.
update message set notice = case
    when text like 'Nobody has been able to take your question yet%' then 'TAKES_LONGER'
    when text like 'We asked you something and have not heard from you%' then 'ENDED_WITHOUT_REPLY'
    when text like 'You withdrew this question%' then 'WITHDRAWN'
    when text like 'The company closed this question%' then 'CLOSED'
  end,
  notice_reason = case when text like 'The company closed this question: %' then substr(text, length('The company closed this question: ') + 1) end
where kind = 'NOTICE';
alter table message add constraint message_notice check (notice is null or kind = 'NOTICE');
alter table message add constraint message_notice_reason check (notice_reason is null or notice is not null);
comment on column message.notice is 'What the system itself said, for saying it in the customer''s language; null for what people wrote.';
comment on column message.notice_reason is 'The company''s own words why it closed the request.';
