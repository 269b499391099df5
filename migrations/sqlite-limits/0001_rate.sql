-- The rate of every key, shared by all processes, in a file of its own beside the database: it is written thousands of
-- times a minute, must never wait for answers being saved, and is worth nothing after a window. Times are microseconds
-- by the rate clock (src/store/clock.rs). Deleting the file while nothing runs is harmless.
DROP TABLE IF EXISTS rate_lanes;
DROP TABLE IF EXISTS rate_starts;
DROP TABLE IF EXISTS rate_queues;
DROP TABLE IF EXISTS rate_processes;
DROP TABLE IF EXISTS rate_clock;
CREATE TABLE rate_keys (
    key TEXT NOT NULL PRIMARY KEY,
    paused_until INTEGER NOT NULL DEFAULT 0,
    -- As the last process to ask keeps them, for people to look at. NULL: no limit on requests.
    request_limit INTEGER,
    hold INTEGER NOT NULL,
    -- The longest hold that any process keeps.
    longest_hold INTEGER NOT NULL,
    -- What its server told of its own limit, and when.
    told_limit INTEGER,
    told_at INTEGER
) STRICT, WITHOUT ROWID;
-- Every start, reserved or made. Numbers count up with the time, without gaps.
CREATE TABLE rate_starts (
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (key, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX rate_starts_by_time ON rate_starts (key, start);
-- The tokens of requests, where tokens are limited: at their worst until settled.
CREATE TABLE rate_tokens (
    key TEXT NOT NULL,
    id INTEGER NOT NULL,
    -- When the request was over or, while it is in flight, when it will be at the latest.
    settled INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rate_tokens_by_time ON rate_tokens (key, settled);
-- The queue of each limiter: how many requests wait, since when its first one does, and what that one needs.
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
-- The latest time anybody saw. Where the clock shows less it was set back, and every time in here is moved along.
CREATE TABLE rate_clock (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    latest INTEGER NOT NULL
) STRICT;
INSERT INTO rate_clock (id, latest) VALUES (1, 0);
