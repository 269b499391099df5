-- The rate keys, shared by all processes. Times are microseconds since 1970 by the server's clock. The old tables hold
-- nothing of use after a window.
DROP TABLE rate_lanes;
DROP TABLE rate_starts;
DROP TABLE rate_processes;
DROP TABLE rate_clock;
CREATE TABLE rate_keys (
    key text COLLATE "C" NOT NULL PRIMARY KEY,
    paused_until bigint NOT NULL DEFAULT 0,
    -- The limits of the process that reserved last, for `dialoom limits`. NULL: no limit on requests.
    request_limit bigint,
    hold bigint NOT NULL,
    -- The longest hold of any process.
    longest_hold bigint NOT NULL,
    -- The server's own limit, and the time of its reply.
    told_limit bigint,
    told_at bigint
);
-- Every start, past or reserved. Numbers have no gaps and follow the time.
CREATE TABLE rate_starts (
    key text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    start bigint NOT NULL,
    PRIMARY KEY (key, number)
);
CREATE INDEX rate_starts_by_time ON rate_starts (key, start);
-- The tokens of each request on a key with a limit on tokens: the worst case until it is settled.
CREATE TABLE rate_tokens (
    key text COLLATE "C" NOT NULL,
    id bigint NOT NULL,
    -- When the request ended; while it is in flight, when it ends at the latest.
    settled bigint NOT NULL,
    input_tokens bigint NOT NULL,
    output_tokens bigint NOT NULL,
    PRIMARY KEY (key, id)
);
CREATE INDEX rate_tokens_by_time ON rate_tokens (key, settled);
-- The queue of each limiter: how many requests wait, since when the first one waits, and its tokens.
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
-- The latest time that any process saw. If the clock shows less, it was set back, and all times shift.
CREATE TABLE rate_clock (
    id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    latest bigint NOT NULL
);
INSERT INTO rate_clock (id, latest) VALUES (1, 0);
