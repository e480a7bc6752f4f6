-- Towers do not always know the time, and a restored database does not know what it has lost.

-- How far the time of a reading can be trusted: 0 sure, 1 put right later, 2 uncertain.
alter table reading add column dating integer not null default 0;

-- What the clock of a tower goes by: SYNCHRONISED, FROM_CENTER, UNSURE; null: it has not said.
alter table station add column clock varchar(16);

-- When a number of that stream was stored last: what is old and superseded can be forgotten.
alter table custody add column changed_at bigint not null default 0;

-- Times that a tower has put right, by start of its agent. They come in pieces and are told once.
create table correction (
  site_id    varchar(32) not null,
  epoch      bigint      not null,
  shift      bigint      not null, -- ms; positive where the clock was slow
  n          bigint      not null,
  from_at    bigint      not null, -- the first and the last of them, by the right time
  to_at      bigint      not null,
  changed_at bigint      not null,
  told       integer     not null,
  primary key (site_id, epoch)
) ${clustered};
