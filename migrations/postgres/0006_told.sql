-- The longest hold of any process for a key, and the server's own limit with the time of its reply.
ALTER TABLE rate_lanes ADD COLUMN longest_hold bigint NOT NULL DEFAULT 0;
ALTER TABLE rate_lanes ADD COLUMN told_limit bigint;
ALTER TABLE rate_lanes ADD COLUMN told_at bigint;
