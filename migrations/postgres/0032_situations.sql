-- A conversation can come of an edge case, and keeps what its scenario or edge case said when it was made.
ALTER TABLE conversations DROP CONSTRAINT conversations_parent_type_check,
    ADD CHECK (parent_type IN ('template', 'scenario', 'edge_case', 'conversation')),
    ADD COLUMN situation jsonb CHECK (jsonb_typeof(situation) = 'object');
