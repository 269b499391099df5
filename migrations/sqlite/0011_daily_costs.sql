-- What a call may have cost beyond its known cost: it was cut off, or nobody counted its tokens.
ALTER TABLE generation_logs ADD COLUMN uncertain_micros INTEGER NOT NULL DEFAULT 0 CHECK (uncertain_micros >= 0);

-- What all calls of a day (UTC) cost. A call belongs to the day on which it is saved.
CREATE TABLE daily_costs (
    day TEXT NOT NULL PRIMARY KEY CHECK (length(day) = 10),
    actual_cost_micros INTEGER NOT NULL CHECK (actual_cost_micros >= 0),
    uncertain_cost_micros INTEGER NOT NULL CHECK (uncertain_cost_micros >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO daily_costs (day, actual_cost_micros, uncertain_cost_micros)
SELECT substr(created_at, 1, 10), CAST(total(cost_micros) AS INTEGER), 0
FROM generation_logs WHERE created_at >= strftime('%Y-%m-%d', 'now') GROUP BY 1;

-- The worst case of a call in flight outside any batch, as batch_items.reserved_micros is for a call inside one.
CREATE TABLE single_calls (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    lease_until TEXT NOT NULL CHECK (length(lease_until) = 27),
    reserved_micros INTEGER NOT NULL CHECK (reserved_micros >= 0),
    provider TEXT NOT NULL REFERENCES providers (name),
    model TEXT NOT NULL,
    created_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
