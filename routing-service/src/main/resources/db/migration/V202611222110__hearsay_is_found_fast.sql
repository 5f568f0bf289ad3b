-- For the gauge that counts routes whose submission does not come (P4); usually empty.
create index route_hearsay on route (submitted_at) where not known and state <> 'CLOSED';
