-- Which conversations may be near-duplicates: those that share a hash (src/quality/similarity.rs). Rejected ones stay here
-- and are left out by their status. One that is deleted leaves its rows behind; a join drops them.
CREATE TABLE conversation_bands (
    hash INTEGER NOT NULL,
    conversation_id BLOB NOT NULL CHECK (length(conversation_id) = 16),
    PRIMARY KEY (hash, conversation_id)
) STRICT, WITHOUT ROWID;
-- The version of the hashes of a conversation; 0 where it has none yet.
ALTER TABLE conversations ADD COLUMN similarity_scheme INTEGER NOT NULL DEFAULT 0;
CREATE INDEX conversations_without_bands ON conversations (id) WHERE similarity_scheme = 0;
