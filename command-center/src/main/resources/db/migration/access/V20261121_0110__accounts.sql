-- Who may do what. Names, roles and times are plain; passwords and session tokens are only ever
-- stored as hashes, so that a stolen copy of the database logs nobody in.
create table account (
  id            varchar(36)  not null primary key,
  name          varchar(64)  not null,  -- as typed at log-in, normalised
  display_name  varchar(128) not null,
  password_hash varchar(255),           -- PHC string with its own parameters; null: logs in elsewhere (OIDC)
  locale        varchar(8)   not null,
  disabled      integer      not null,  -- 1: kept for the record, but may not log in
  created_at    bigint       not null,
  changed_at    bigint       not null
);
create unique index account_by_name on account (name);

create table account_role (
  account_id varchar(36) not null,
  role       varchar(16) not null,
  primary key (account_id, role)
) ${clustered};

-- Where the roles count: 'all', or one thing such as 'shelter:agata-elementary'.
create table account_scope (
  account_id varchar(36)  not null,
  scope      varchar(128) not null,
  primary key (account_id, scope)
) ${clustered};

-- The same person at an OpenID provider.
create table account_identity (
  provider   varchar(64)  not null,
  subject    varchar(255) not null,
  account_id varchar(36)  not null,
  primary key (provider, subject)
) ${clustered};

-- One row at most: the accounts have been founded. Whoever inserts it first is the first administrator;
-- it is also the lock for changes that must keep one administrator.
create table account_founding (
  id         integer not null primary key,
  founded_at bigint  not null
);

create table login_session (
  token_hash varchar(64)  not null primary key,  -- SHA-256 of the cookie
  id         varchar(36)  not null,              -- what logs and live streams know it by
  account_id varchar(36)  not null,
  opened_at  bigint       not null,
  seen_at    bigint       not null,              -- last use, to the minute
  ends_at    bigint       not null,              -- not later than this, however busy
  address    varchar(64)  not null,
  agent      varchar(200) not null
);
create index login_session_by_account on login_session (account_id);

-- Failed attempts per account name (known or not) and per client address.
create table login_failure (
  subject   varchar(160) not null primary key,
  failures  integer      not null,
  failed_at bigint       not null,               -- the last one
  open_at   bigint       not null                -- refused until then
);
create index login_failure_by_time on login_failure (failed_at);

-- Log-in, failure, lock, log-out, changes of accounts. Only ever added to.
create table access_log (
  id        varchar(36)  not null primary key,   -- in order of time
  logged_at bigint       not null,
  kind      varchar(32)  not null,
  account   varchar(64)  not null,               -- about whom
  actor     varchar(64)  not null,               -- by whom
  address   varchar(64)  not null,
  detail    text         not null
);

-- Who read whose personal data, and what for. Only ever added to.
create table personal_data_log (
  id        varchar(36)  not null primary key,   -- in order of time
  read_at   bigint       not null,
  account   varchar(64)  not null,
  purpose   varchar(64)  not null,
  subject   varchar(128) not null,               -- e.g. household/4711
  fields    text         not null                -- comma-separated names of what was shown
);
create index personal_data_log_by_subject on personal_data_log (subject, read_at);
