-- For filters by category and by parameter.
CREATE INDEX conversations_by_category ON conversations USING gin (categories jsonb_path_ops);
CREATE INDEX conversations_by_parameter ON conversations USING gin (parameters jsonb_path_ops);
-- For a list in the order of the tiers.
CREATE INDEX conversations_by_tier_created ON conversations (tier, created_at, id);
