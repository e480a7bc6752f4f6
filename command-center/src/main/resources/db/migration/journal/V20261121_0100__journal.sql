-- Everything of consequence, in order, one chain per operation. Nothing here is ever updated or deleted:
-- a correction is a new entry that points to the old one.
create table journal_entry (
  operation_id  varchar(36)  not null,
  number        bigint       not null,  -- 1, 2, 3 … without a gap within the operation
  id            varchar(36)  not null,
  kind          varchar(64)  not null,  -- feature.what-happened
  occurred_at   bigint       not null,  -- when it happened
  recorded_at   bigint       not null,  -- when we knew
  actor         varchar(128) not null,  -- who says so: an account, a device, the system
  source        varchar(128) not null,
  subject       varchar(128) not null,  -- what it is about, e.g. site/inabu
  important     integer      not null,  -- 1: must be seen
  ja            text         not null,  -- the sentence as it was shown
  en            text         not null,
  body          text         not null,  -- JSON, for machines
  previous_hash varchar(64)  not null,
  hash          varchar(64)  not null,
  primary key (operation_id, number)
) ${clustered};

create unique index journal_entry_by_id on journal_entry (id);

-- Where each chain ends. Its row is locked while an entry is added, so that two command centers write one chain.
create table journal_head (
  operation_id varchar(36) not null primary key,
  number       bigint      not null,
  hash         varchar(64) not null
);
