-- An edge case is tested as soon as a conversation was made from it and checked. Whoever finds its row locked leaves it to
-- the other, who writes the same.
CREATE FUNCTION edge_case_tested() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE edge_cases SET tested = true, last_tested_at = greatest(last_tested_at, NEW.created_at)
    WHERE id IN (SELECT e.id FROM edge_cases e WHERE e.id = NEW.parent_id FOR UPDATE SKIP LOCKED);
    RETURN NULL;
END $$;
CREATE TRIGGER conversations_test_edge_case AFTER INSERT ON conversations
    FOR EACH ROW WHEN (NEW.parent_type = 'edge_case') EXECUTE FUNCTION edge_case_tested();
