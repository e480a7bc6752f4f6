-- Failures of an office that shares an address must not add up for ever: they count together only for
-- a while from the first of them on, and then anew.
alter table login_failure add column counted_from_at bigint not null default 0;
