-- What a tower on a thin bearer sends in place of single readings. A row goes when the readings it stands for are all
-- stored, so what is here is what we know no better.
create table summary (
  sensor_ref   integer not null,
  begins_at    bigint  not null,
  span_seconds integer not null,
  n            bigint  not null, -- readings it sums up; of two that arrive the one that counts more stands
  least        bigint  not null,
  mean         bigint  not null,
  most         bigint  not null,
  received_at  bigint  not null,
  primary key (sensor_ref, begins_at, span_seconds)
) ${clustered};

-- The newest value may be the last one of a summary: then the next is due only after that span. 0 for a single reading.
alter table level add column summary_seconds integer not null default 0;
