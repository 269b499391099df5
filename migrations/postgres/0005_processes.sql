-- The processes that use a key: how many requests wait in each, and its limits on tokens.
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
