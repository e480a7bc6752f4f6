-- Towers whose silence stands in the journal and whose return does not yet.
create table silence (
  site_id  varchar(32) not null primary key,
  since_at bigint      not null -- when they were last heard of
);
