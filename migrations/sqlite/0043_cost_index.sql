-- The index over costs also has what `stats` sums, so that it need not read every row of the wide table.
DROP INDEX conversations_by_cost;
CREATE INDEX conversations_by_cost
    ON conversations (actual_cost_micros, id, total_tokens, tokens_estimated, decision_basis);
