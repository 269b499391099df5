-- The pace of every API key, kept by all processes together, in a file of its own beside the database: it is written
-- thousands of times a minute, must never wait for answers being saved, and is worth nothing after a window. Times are
-- microseconds by the clock of the pace (src/store/clock.rs). Deleting the file while nothing runs is harmless.
CREATE TABLE IF NOT EXISTS rate_lanes (
    key TEXT NOT NULL PRIMARY KEY,
    last_number INTEGER NOT NULL,
    last_start INTEGER NOT NULL,
    paused_until INTEGER NOT NULL DEFAULT 0,
    -- As the last process to ask keeps them: for people to look at.
    request_limit INTEGER NOT NULL,
    hold INTEGER NOT NULL,
    -- The longest that anybody keeps its starts for.
    longest_hold INTEGER NOT NULL DEFAULT 0,
    -- What its server told of its own limit, and when.
    told_limit INTEGER,
    told_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rate_starts (
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    -- From when on its tokens leave: when it was over or, while it is under way, when it will be at the latest.
    settled INTEGER,
    input_tokens INTEGER NOT NULL DEFAULT 0,
    output_tokens INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (key, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS rate_starts_by_time ON rate_starts (key, start);
-- The processes that use a key, as each was last seen: how many requests wait there, and what limits on tokens it keeps.
DROP TABLE IF EXISTS rate_queues;
CREATE TABLE IF NOT EXISTS rate_processes (
    holder TEXT NOT NULL,
    key TEXT NOT NULL,
    queued INTEGER NOT NULL,
    input_limit INTEGER,
    output_limit INTEGER,
    seen INTEGER NOT NULL,
    PRIMARY KEY (holder, key)
) STRICT, WITHOUT ROWID;
-- The latest time anybody saw. Where the clock shows less it was set back, and every time in here is moved along.
CREATE TABLE IF NOT EXISTS rate_clock (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    latest INTEGER NOT NULL
) STRICT;
INSERT OR IGNORE INTO rate_clock (id, latest) VALUES (1, 0);
