-- Who works on a batch, and when each was last there: one that holds no item at the moment is at work all the same.
CREATE TABLE batch_workers (
    batch_id BLOB NOT NULL REFERENCES batch_jobs (id) ON DELETE CASCADE,
    holder TEXT NOT NULL,
    seen_at TEXT NOT NULL CHECK (length(seen_at) = 27),
    PRIMARY KEY (batch_id, holder)
) STRICT, WITHOUT ROWID;
