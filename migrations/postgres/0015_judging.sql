-- The conversation that an item judges; NULL for an item that makes one. The fingerprint covers its text, the judge, the
-- settings and the rubric: whichever jobs ask for it, there is one item, and a conversation is judged and paid for once.
ALTER TABLE batch_items ADD COLUMN judges uuid REFERENCES conversations (id) ON DELETE CASCADE;
CREATE UNIQUE INDEX batch_items_judged_once ON batch_items (fingerprint) WHERE judges IS NOT NULL;
CREATE INDEX batch_items_by_judged ON batch_items (judges) WHERE judges IS NOT NULL;
