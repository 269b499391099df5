-- The old version that a conversation was made from: what a list is sorted by.
CREATE INDEX conversations_by_version ON conversations (
    (CASE WHEN parent_type = 'conversation' THEN 1 ELSE 0 END),
    (CASE WHEN parent_type = 'conversation' THEN parent_id ELSE id END), id);
