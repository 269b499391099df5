-- What a call under way could cost at worst: set aside before it starts, so that all workers keep one budget, and so
-- that a call whose process died is not forgotten.
ALTER TABLE batch_items ADD COLUMN reserved_micros bigint NOT NULL DEFAULT 0 CHECK (reserved_micros >= 0);
CREATE INDEX batch_items_reserved ON batch_items (batch_id, reserved_micros) WHERE reserved_micros > 0;
-- What calls may have cost of which nobody knows: no answer came, or nobody was there any more to take it.
ALTER TABLE batch_jobs ADD COLUMN uncertain_cost_micros bigint NOT NULL DEFAULT 0 CHECK (uncertain_cost_micros >= 0);

-- The pace of every API key, kept by all processes together. Times are microseconds since 1970 by this server's clock.
CREATE TABLE rate_lanes (
    key text COLLATE "C" NOT NULL PRIMARY KEY,
    last_number bigint NOT NULL,
    last_start bigint NOT NULL,
    paused_until bigint NOT NULL DEFAULT 0,
    -- As the last process to ask keeps them: for people to look at.
    request_limit bigint NOT NULL,
    hold bigint NOT NULL
);
CREATE TABLE rate_starts (
    key text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    start bigint NOT NULL,
    settled bigint,
    input_tokens bigint NOT NULL DEFAULT 0,
    output_tokens bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (key, number)
);
CREATE INDEX rate_starts_by_time ON rate_starts (key, start);
CREATE TABLE rate_queues (
    holder text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    queued bigint NOT NULL,
    seen bigint NOT NULL,
    PRIMARY KEY (holder, key)
);
