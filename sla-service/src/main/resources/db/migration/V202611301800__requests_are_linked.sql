-- Alone in its migration: a value of an enum is not used in the transaction that adds it.
alter type status add value 'LINKED' after 'IN_WORK';
