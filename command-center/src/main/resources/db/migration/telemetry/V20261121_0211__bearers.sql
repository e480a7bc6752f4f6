-- A tower may hold several connections at once. Only the end of the one that its last birth told of is its end.
alter table station add column connection_at bigint;

-- How often it is heard of when it sends summaries; 0: as often as its site's cadence says.
alter table station add column pace_seconds integer not null default 0;

-- Its ways out as it last told of them, one a line.
alter table station add column bearers text;
alter table station add column bearers_at bigint;
