-- The towers (子局) and what is bolted to them. A site belongs to an operation: simulated towers to an exercise.
create table site (
  id                   varchar(32)  not null primary key,
  municipality         varchar(32)  not null,
  operation_id         varchar(36)  not null references operation (id),
  name                 varchar(100) not null,
  name_en              varchar(100) not null,
  kana                 varchar(100) not null,
  lat                  double precision not null,
  lon                  double precision not null,
  cadence_seconds      integer      not null, -- how often readings are expected: staleness is told from it
  device_secret_sha256 varchar(64)  not null
);

create table sensor (
  ref                integer      not null primary key, -- short name used in the big tables
  site_id            varchar(32)  not null references site (id),
  sensor_id          varchar(16)  not null,
  kind               varchar(32)  not null,
  name               varchar(100) not null,
  name_en            varchar(100) not null,
  unit               varchar(16)  not null,
  standby_mm         integer,
  caution_mm         integer,
  evacuation_mm      integer,
  danger_mm          integer,
  hysteresis_mm      integer,
  falling_readings   integer,
  unique (site_id, sensor_id)
);
