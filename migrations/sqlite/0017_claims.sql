-- Who reads which conversation now: one review session at a time, under a lease that its heartbeats renew.
CREATE TABLE review_claims (
    conversation_id BLOB NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    session_id BLOB NOT NULL CHECK (length(session_id) = 16),
    claimed_by TEXT NOT NULL,
    claimed_at TEXT NOT NULL CHECK (length(claimed_at) = 27),
    lease_until TEXT NOT NULL CHECK (length(lease_until) = 27)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_claims_by_session ON review_claims (session_id);
