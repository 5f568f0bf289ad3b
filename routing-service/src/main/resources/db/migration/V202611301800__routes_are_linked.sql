alter table route add column linked boolean not null default false;
comment on column route.linked is 'An incident answers the request: nobody is asked for it, and who has the work is the last.';
