-- Who works on a batch, and when each was last there: one that holds no item at the moment is at work all the same.
CREATE TABLE batch_workers (
    batch_id uuid NOT NULL REFERENCES batch_jobs (id) ON DELETE CASCADE,
    holder text COLLATE "C" NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (batch_id, holder)
);
