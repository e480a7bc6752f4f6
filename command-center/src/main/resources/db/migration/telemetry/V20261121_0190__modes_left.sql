-- How long a tower would last in each of its modes, as text (three spans of minutes, see ModesText), and from which
-- interval between two words of it one may think it silent, in seconds; null: as always.
alter table station add column modes_left varchar(120);
alter table station add column speaks_every integer;
