-- The worst case of a call in flight, reserved before it starts: all workers keep one budget, and the call of a dead
-- process still counts.
ALTER TABLE batch_items ADD COLUMN reserved_micros INTEGER NOT NULL DEFAULT 0 CHECK (reserved_micros >= 0);
CREATE INDEX batch_items_reserved ON batch_items (batch_id, reserved_micros) WHERE reserved_micros > 0;
-- What other calls may have cost: no reply came, or their process died.
ALTER TABLE batch_jobs ADD COLUMN uncertain_cost_micros INTEGER NOT NULL DEFAULT 0 CHECK (uncertain_cost_micros >= 0);

-- The rate keys are in a separate file beside this one (migrations/sqlite-limits).
