alter table assignment add column price_cents integer;
alter table assignment add column currency text;
alter table assignment add constraint assignment_price check ((price_cents is null) = (currency is null));
comment on column assignment.price_cents is 'What a contractor is paid for it once it is confirmed: the price in force when it was taken. Null of others, and of what was taken before there was this column.';
