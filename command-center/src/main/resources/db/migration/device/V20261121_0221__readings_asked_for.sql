-- Of which span a box was asked to send its readings, whatever the road costs.
alter table device_command add column span_from_at bigint;
alter table device_command add column span_to_at bigint;
