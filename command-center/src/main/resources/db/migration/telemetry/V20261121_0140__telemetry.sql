-- What the towers say. The big table is clustered by its key and has no other index.

-- One row per sensor, moment and sequence number; storing it again changes nothing.
create table reading (
  sensor_ref  integer not null,
  observed_at bigint  not null,
  seq         bigint  not null,
  value       bigint  not null, -- in the sensor's smallest unit; without meaning when quality is 2
  quality     integer not null, -- 0 normal, 1 suspect, 2 missing
  received_at bigint  not null,
  primary key (sensor_ref, observed_at, seq)
) ${clustered};

-- Which sequence numbers of a stream are durable: all up to a watermark, and ranges above it ("12-20,25-25").
create table custody (
  site_id     varchar(32) not null,
  epoch       bigint      not null,
  stream      integer     not null,
  up_to       bigint      not null,
  above       text        not null,
  primary key (site_id, epoch, stream)
) ${clustered};

-- The newest observation of each sensor, and what the stage watch has to remember of it.
create table level (
  sensor_ref  integer     not null primary key,
  version     bigint      not null, -- grows by one with every change that is told
  value       bigint,               -- null: never measured, or missing
  quality     integer     not null,
  observed_at bigint      not null,
  received_at bigint      not null,
  stage       integer,              -- by level, 0 to 4; null: unknown
  held        varchar(400) not null, -- the stage rule's memory
  rate        integer,              -- mm in 10 min
  recent      text        not null  -- the points that the rate is told from
);

create table rollup (
  sensor_ref integer not null,
  begins_at  bigint  not null, -- of ten minutes
  n          bigint  not null,
  total      bigint  not null,
  least      bigint  not null,
  most       bigint  not null,
  primary key (sensor_ref, begins_at)
) ${clustered};

-- How each tower is.
create table station (
  site_id            varchar(32) not null primary key,
  online             integer     not null,
  online_at          bigint      not null, -- since when
  connected_at       bigint      not null, -- of the connection that the last birth told of
  last_heard_at      bigint      not null,
  power              varchar(16),
  power_since_at     bigint,
  power_observed_at  bigint,
  battery_millivolts integer,
  battery_percent    integer,
  battery_at         bigint,
  waiting            bigint,
  oldest_waiting_at  bigint,
  bearer             varchar(32),
  status_at          bigint,
  overflow           integer     not null,
  overflow_at        bigint      not null
);

-- Alarms and changes of power, as they were said.
create table device_event (
  site_id     varchar(32) not null,
  epoch       bigint      not null,
  seq         bigint      not null,
  kind        varchar(32) not null,
  observed_at bigint      not null,
  received_at bigint      not null,
  words       text        not null,
  primary key (site_id, epoch, seq)
) ${clustered};

-- What could not be understood or believed, kept for a human. Bounded.
create table quarantine (
  id          varchar(36)  not null primary key,
  received_at bigint       not null,
  topic       varchar(200) not null,
  reason      varchar(32)  not null,
  detail      varchar(400) not null,
  payload     ${blob}      not null
);
create index quarantine_by_age on quarantine (received_at);
