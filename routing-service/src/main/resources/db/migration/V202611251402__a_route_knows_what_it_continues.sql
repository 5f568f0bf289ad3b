alter table route add column continues uuid;
comment on column route.continues is 'The request of the same customer that this one goes on from. No foreign key: its submission may be heard later, on another partition.';
