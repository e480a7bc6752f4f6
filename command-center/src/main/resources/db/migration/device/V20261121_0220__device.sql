-- The boxes on the towers as machines: who they prove to be, what they were told to do, how they are set.

-- What a box last said of itself.
create table device (
  site_id        varchar(32)  not null primary key references site (id),
  software       varchar(100) not null,
  born_at        bigint       not null, -- its last introduction
  config_version bigint       not null, -- in force there; 0: its site file alone
  refused        varchar(400) not null  -- orders it has refused since it started, by reason: "FORGED 2,FLOOD 10"
);

-- One-time codes. Of a code only what proofs are made with is kept.
create table enrolment_code (
  id          varchar(36)  not null primary key,
  site_id     varchar(32)  not null references site (id),
  proof_key   varchar(64)  not null,
  made_by     varchar(64)  not null,
  made_at     bigint       not null,
  expires_at  bigint       not null,
  failures    integer      not null,
  closed_at   bigint,                -- replaced by a newer one, or guessed at too often
  used_at     bigint,
  request_key varchar(64),           -- SHA-256 of the key it was used for: who asks again is answered again
  serial      varchar(64)
);
create index enrolment_code_by_site on enrolment_code (site_id, made_at);

create table device_certificate (
  serial      varchar(64)  not null primary key,
  site_id     varchar(32)  not null references site (id),
  pem         text         not null,
  origin      varchar(16)  not null, -- CODE, RENEWAL
  issued_at   bigint       not null,
  ends_at     bigint       not null,
  revoked_at  bigint,
  revoked_by  varchar(64),
  revoked_why varchar(400)
);
create index device_certificate_by_site on device_certificate (site_id, issued_at);

-- Versions of the remote settings of a tower: never changed, only answered.
create table device_settings (
  site_id     varchar(32)  not null references site (id),
  version     bigint       not null,
  content     text         not null,
  why         varchar(400) not null,
  made_by     varchar(64)  not null,
  made_at     bigint       not null,
  state       varchar(16)  not null, -- SENT, APPLIED, REFUSED, TAKEN_BACK, REPLACED
  sent_at     bigint,
  answered_at bigint,
  ja          varchar(400) not null,
  en          varchar(400) not null,
  primary key (site_id, version)
);

create table device_command (
  id          varchar(36)  not null primary key,
  site_id     varchar(32)  not null references site (id),
  kind        varchar(32)  not null,
  certificate text,                  -- of a renewal
  made_by     varchar(64)  not null,
  made_at     bigint       not null,
  expires_at  bigint       not null,
  state       varchar(16)  not null, -- SENT, RECEIVED, DONE, REFUSED, EXPIRED
  sent_at     bigint,
  received_at bigint,
  finished_at bigint,
  ja          varchar(400) not null,
  en          varchar(400) not null,
  file        varchar(64),           -- the log it has fetched
  file_size   bigint
);
create index device_command_by_site on device_command (site_id, made_at);

-- Pieces of a log until it is whole.
create table device_log_part (
  command_id varchar(36) not null,
  part       integer     not null,
  parts      integer     not null,
  data       ${blob}     not null,
  primary key (command_id, part)
) ${clustered};
