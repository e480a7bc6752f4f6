-- Until a tower on its battery falls silent, in minutes, as it said with its last status; null: it does not know.
alter table station add column minutes_left integer;
alter table station add column minutes_left_least integer;
alter table station add column minutes_left_most integer;
