-- The workers of a batch, and when each was last seen. A worker may have no item at the moment.
CREATE TABLE batch_workers (
    batch_id BLOB NOT NULL REFERENCES batch_jobs (id) ON DELETE CASCADE,
    holder TEXT NOT NULL,
    seen_at TEXT NOT NULL CHECK (length(seen_at) = 27),
    PRIMARY KEY (batch_id, holder)
) STRICT, WITHOUT ROWID;
