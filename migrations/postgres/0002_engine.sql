-- The worst case of a call in flight, reserved before it starts: all workers keep one budget, and the call of a dead
-- process still counts.
ALTER TABLE batch_items ADD COLUMN reserved_micros bigint NOT NULL DEFAULT 0 CHECK (reserved_micros >= 0);
CREATE INDEX batch_items_reserved ON batch_items (batch_id, reserved_micros) WHERE reserved_micros > 0;
-- What other calls may have cost: no reply came, or their process died.
ALTER TABLE batch_jobs ADD COLUMN uncertain_cost_micros bigint NOT NULL DEFAULT 0 CHECK (uncertain_cost_micros >= 0);

-- The rate keys, shared by all processes. Times are microseconds since 1970 by the server's clock.
CREATE TABLE rate_lanes (
    key text COLLATE "C" NOT NULL PRIMARY KEY,
    last_number bigint NOT NULL,
    last_start bigint NOT NULL,
    paused_until bigint NOT NULL DEFAULT 0,
    -- The limits of the process that reserved last, for `dialoom limits`.
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
