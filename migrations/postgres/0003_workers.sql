-- The workers of a batch, and when each was last seen. A worker may have no item at the moment.
CREATE TABLE batch_workers (
    batch_id uuid NOT NULL REFERENCES batch_jobs (id) ON DELETE CASCADE,
    holder text COLLATE "C" NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (batch_id, holder)
);
