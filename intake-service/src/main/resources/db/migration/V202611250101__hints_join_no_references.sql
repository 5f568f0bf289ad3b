-- Whether those who stand here have a reference cannot be told from hashes: nobody takes them over.
alter table customer add column referenced boolean not null default true;
alter table customer alter column referenced drop default;
comment on column customer.referenced is 'Whether the community itself says who it is, by a reference. What comes without one changes nothing here.';

alter table customer_mark alter column customer_id drop not null;
comment on column customer_mark.customer_id is 'Null when customers with different references have the same e-mail or phone: it names nobody then.';
