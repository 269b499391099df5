-- Who reads which conversation now: one review session at a time, under a lease that its heartbeats renew.
CREATE TABLE review_claims (
    conversation_id uuid NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    session_id uuid NOT NULL,
    claimed_by text NOT NULL,
    claimed_at timestamptz NOT NULL,
    lease_until timestamptz NOT NULL
);
CREATE INDEX review_claims_by_session ON review_claims (session_id);
