-- An edge case is tested as soon as a conversation was made from it and checked.
CREATE TRIGGER conversations_test_edge_case AFTER INSERT ON conversations WHEN NEW.parent_type = 'edge_case'
BEGIN
    UPDATE edge_cases SET tested = 1, last_tested_at = max(coalesce(last_tested_at, ''), NEW.created_at)
    WHERE id = NEW.parent_id;
END;
