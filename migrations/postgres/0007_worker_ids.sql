-- The columns for worker and lease get their usual names.
ALTER TABLE batch_items RENAME COLUMN held_by TO worker_id;
ALTER TABLE batch_items RENAME COLUMN held_until TO lease_until;
ALTER TABLE batch_workers RENAME COLUMN holder TO worker_id;
