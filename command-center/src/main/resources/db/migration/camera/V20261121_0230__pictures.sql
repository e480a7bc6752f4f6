-- Pictures of the towers' cameras. A small one is kept here itself, because it is stored in the commit of its number and
-- costs no folder; a full one lies in the file store under its digest.

create table picture (
  site_id     varchar(32) not null,
  epoch       bigint      not null,
  seq         bigint      not null,
  camera      varchar(16) not null,
  size_class  integer     not null, -- 0 thumbnail, 1 full
  taken_at    bigint      not null,
  clock_wrong integer     not null, -- 1: the tower's clock was not to be believed, and this is when it came in
  received_at bigint      not null,
  width       integer     not null,
  height      integer     not null,
  bytes       integer     not null,
  sha256      varchar(64) not null,
  primary key (site_id, epoch, seq)
) ${clustered};
create index picture_by_time on picture (site_id, taken_at);
create index picture_by_arrival on picture (site_id, received_at);
create index picture_by_content on picture (sha256);

create table picture_content (
  site_id varchar(32) not null,
  epoch   bigint      not null,
  seq     bigint      not null,
  content ${blob}     not null,
  primary key (site_id, epoch, seq)
);

-- Full pictures on their way. Bounded for each site, in all and by age; what goes is sent again.
create table picture_upload (
  site_id     varchar(32) not null,
  epoch       bigint      not null,
  seq         bigint      not null,
  camera      varchar(16) not null,
  size_class  integer     not null,
  taken_at    bigint      not null,
  clock_wrong integer     not null,
  width       integer     not null,
  height      integer     not null,
  bytes       integer     not null,
  sha256      varchar(64) not null,
  received    integer     not null, -- bytes that are here
  failures    integer     not null, -- how often it was not what it said it was
  touched_at  bigint      not null,
  primary key (site_id, epoch, seq)
) ${clustered};

create table picture_piece (
  site_id varchar(32) not null,
  epoch   bigint      not null,
  seq     bigint      not null,
  begins  integer     not null,
  content ${blob}     not null,
  primary key (site_id, epoch, seq, begins)
);

-- The newest picture of each camera, and when somebody last wished for one.
create table camera (
  site_id          varchar(32) not null,
  camera           varchar(16) not null,
  epoch            bigint      not null,
  seq              bigint      not null,
  size_class       integer     not null,
  taken_at         bigint      not null,
  clock_wrong      integer     not null,
  received_at      bigint      not null,
  width            integer     not null,
  height           integer     not null,
  last_received_at bigint      not null, -- of any picture, also one that came late
  last_full_at     bigint,
  asked_at         bigint,
  asked_by         varchar(64),
  primary key (site_id, camera)
) ${clustered};
