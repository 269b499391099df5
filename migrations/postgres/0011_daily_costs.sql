-- What a call may have cost beyond its known cost: it was cut off, or nobody counted its tokens.
ALTER TABLE generation_logs ADD COLUMN uncertain_micros bigint NOT NULL DEFAULT 0 CHECK (uncertain_micros >= 0);

-- What all calls of a day (UTC) cost. A call belongs to the day on which it is saved.
CREATE TABLE daily_costs (
    day text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(day) = 10),
    actual_cost_micros bigint NOT NULL CHECK (actual_cost_micros >= 0),
    uncertain_cost_micros bigint NOT NULL CHECK (uncertain_cost_micros >= 0)
);
INSERT INTO daily_costs (day, actual_cost_micros, uncertain_cost_micros)
SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), least(sum(cost_micros), 9223372036854775807), 0
FROM generation_logs WHERE created_at >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' GROUP BY 1;

-- The worst case of a call in flight outside any batch, as batch_items.reserved_micros is for a call inside one.
CREATE TABLE single_calls (
    id uuid NOT NULL PRIMARY KEY,
    lease_until timestamptz NOT NULL,
    reserved_micros bigint NOT NULL CHECK (reserved_micros >= 0),
    provider text COLLATE "C" NOT NULL REFERENCES providers (name),
    model text NOT NULL,
    created_by text NOT NULL
);
