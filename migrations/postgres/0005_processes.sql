-- The processes that use a key, as each was last seen: how many requests wait there, and what limits on tokens it keeps.
DROP TABLE rate_queues;
CREATE TABLE rate_processes (
    holder text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    queued bigint NOT NULL,
    input_limit bigint,
    output_limit bigint,
    seen bigint NOT NULL,
    PRIMARY KEY (holder, key)
);
