create table widget (
  community text not null,
  origins text[] not null,
  colour text,
  changed_at timestamptz not null,
  constraint widget_pk primary key (community),
  constraint widget_community_fk foreign key (community) references community (id),
  constraint widget_few_origins check (cardinality(origins) <= 20),
  constraint widget_colour_is_one check (colour ~ '^#[0-9a-f]{6}$')
);
-- A preflight says from where it comes and not to whom it goes.
create index widget_origins on widget using gin (origins);
comment on table widget is 'On whose pages a community may be asked by its widget, and in which colour. No row: on none.';
