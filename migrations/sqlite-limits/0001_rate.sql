-- The rate keys, shared by all processes, in a separate file beside the database. Processes write to it thousands of
-- times a minute and must never wait for a save. Its content is worth nothing after a window. Times are microseconds by
-- the rate clock (src/store/clock.rs). Deleting the file is harmless while no process runs.
DROP TABLE IF EXISTS rate_lanes;
DROP TABLE IF EXISTS rate_starts;
DROP TABLE IF EXISTS rate_queues;
DROP TABLE IF EXISTS rate_processes;
DROP TABLE IF EXISTS rate_clock;
CREATE TABLE rate_keys (
    key TEXT NOT NULL PRIMARY KEY,
    paused_until INTEGER NOT NULL DEFAULT 0,
    -- The limits of the process that reserved last, for `dialoom limits`. NULL: no limit on requests.
    request_limit INTEGER,
    hold INTEGER NOT NULL,
    -- The longest hold of any process.
    longest_hold INTEGER NOT NULL,
    -- The server's own limit, and the time of its reply.
    told_limit INTEGER,
    told_at INTEGER
) STRICT, WITHOUT ROWID;
-- Every start, past or reserved. Numbers have no gaps and follow the time.
CREATE TABLE rate_starts (
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (key, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX rate_starts_by_time ON rate_starts (key, start);
-- The tokens of each request on a key with a limit on tokens: the worst case until it is settled.
CREATE TABLE rate_tokens (
    key TEXT NOT NULL,
    id INTEGER NOT NULL,
    -- When the request ended; while it is in flight, when it ends at the latest.
    settled INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rate_tokens_by_time ON rate_tokens (key, settled);
-- The queue of each limiter: how many requests wait, since when the first one waits, and its tokens.
CREATE TABLE rate_queues (
    key TEXT NOT NULL,
    limiter TEXT NOT NULL,
    queued INTEGER NOT NULL,
    first_since INTEGER,
    first_input INTEGER NOT NULL DEFAULT 0,
    first_output INTEGER NOT NULL DEFAULT 0,
    input_limit INTEGER,
    output_limit INTEGER,
    seen INTEGER NOT NULL,
    PRIMARY KEY (key, limiter)
) STRICT, WITHOUT ROWID;
-- The latest time that any process saw. If the clock shows less, it was set back, and all times shift.
CREATE TABLE rate_clock (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    latest INTEGER NOT NULL
) STRICT;
INSERT INTO rate_clock (id, latest) VALUES (1, 0);
