-- Every record belongs to an operation, and an operation is real or an exercise from birth to death.
create table operation (
  id        varchar(36)  not null primary key,
  kind      varchar(8)   not null check (kind in ('REAL', 'EXERCISE')),
  standing  integer      not null, -- 1: the everyday watch, which is always open
  name      varchar(200) not null,
  name_en   varchar(200) not null,
  opened_at bigint       not null,
  closed_at bigint
);
