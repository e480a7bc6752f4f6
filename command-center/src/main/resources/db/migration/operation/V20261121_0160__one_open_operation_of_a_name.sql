-- Two command centers that start at once open the everyday watch, or an exercise, only once.
create unique index operation_open on operation (kind, standing, name) where closed_at is null;
