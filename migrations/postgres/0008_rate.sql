-- The rate of every key, shared by all processes. Times are microseconds since 1970 by this server's clock. What the old
-- tables hold is worth nothing after a window.
DROP TABLE rate_lanes;
DROP TABLE rate_starts;
DROP TABLE rate_processes;
DROP TABLE rate_clock;
CREATE TABLE rate_keys (
    key text COLLATE "C" NOT NULL PRIMARY KEY,
    paused_until bigint NOT NULL DEFAULT 0,
    -- As the last process to ask keeps them, for people to look at. NULL: no limit on requests.
    request_limit bigint,
    hold bigint NOT NULL,
    -- The longest hold that any process keeps.
    longest_hold bigint NOT NULL,
    -- What its server told of its own limit, and when.
    told_limit bigint,
    told_at bigint
);
-- Every start, reserved or made. Numbers count up with the time, without gaps.
CREATE TABLE rate_starts (
    key text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    start bigint NOT NULL,
    PRIMARY KEY (key, number)
);
CREATE INDEX rate_starts_by_time ON rate_starts (key, start);
-- The tokens of requests, where tokens are limited: at their worst until settled.
CREATE TABLE rate_tokens (
    key text COLLATE "C" NOT NULL,
    id bigint NOT NULL,
    -- When the request was over or, while it is in flight, when it will be at the latest.
    settled bigint NOT NULL,
    input_tokens bigint NOT NULL,
    output_tokens bigint NOT NULL,
    PRIMARY KEY (key, id)
);
CREATE INDEX rate_tokens_by_time ON rate_tokens (key, settled);
-- The queue of each limiter: how many requests wait, since when its first one does, and what that one needs.
CREATE TABLE rate_queues (
    key text COLLATE "C" NOT NULL,
    limiter text COLLATE "C" NOT NULL,
    queued bigint NOT NULL,
    first_since bigint,
    first_input bigint NOT NULL DEFAULT 0,
    first_output bigint NOT NULL DEFAULT 0,
    input_limit bigint,
    output_limit bigint,
    seen bigint NOT NULL,
    PRIMARY KEY (key, limiter)
);
-- The latest time anybody saw. Where the clock shows less it was set back, and every time in here is moved along.
CREATE TABLE rate_clock (
    id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    latest bigint NOT NULL
);
INSERT INTO rate_clock (id, latest) VALUES (1, 0);
