-- What a call under way could cost at worst: set aside before it starts, so that all workers keep one budget, and so
-- that a call whose process died is not forgotten.
ALTER TABLE batch_items ADD COLUMN reserved_micros INTEGER NOT NULL DEFAULT 0 CHECK (reserved_micros >= 0);
CREATE INDEX batch_items_reserved ON batch_items (batch_id, reserved_micros) WHERE reserved_micros > 0;
-- What calls may have cost of which nobody knows: no answer came, or nobody was there any more to take it.
ALTER TABLE batch_jobs ADD COLUMN uncertain_cost_micros INTEGER NOT NULL DEFAULT 0 CHECK (uncertain_cost_micros >= 0);

-- The pace of the API keys is in a file of its own beside this one (migrations/sqlite-limits).
