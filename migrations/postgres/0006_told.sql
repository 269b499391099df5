-- The longest that anybody keeps the starts of a key for, and what its server told of its own limit, and when.
ALTER TABLE rate_lanes ADD COLUMN longest_hold bigint NOT NULL DEFAULT 0;
ALTER TABLE rate_lanes ADD COLUMN told_limit bigint;
ALTER TABLE rate_lanes ADD COLUMN told_at bigint;
