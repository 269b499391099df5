-- The categories of each conversation, for filters. `conversation` is conversations.row. Only triggers write this table.
-- Parameters follow in 0025.
CREATE TABLE conversation_categories (
    category TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    PRIMARY KEY (category, conversation)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER conversations_list_categories AFTER INSERT ON conversations WHEN NEW.categories <> '[]'
BEGIN
    INSERT OR IGNORE INTO conversation_categories (category, conversation)
    SELECT value, NEW.row FROM json_each(NEW.categories) WHERE type = 'text';
END;
CREATE TRIGGER conversations_list_changed_categories AFTER UPDATE OF categories ON conversations
BEGIN
    DELETE FROM conversation_categories
    WHERE conversation = OLD.row AND category IN (SELECT value FROM json_each(OLD.categories));
    INSERT OR IGNORE INTO conversation_categories (category, conversation)
    SELECT value, NEW.row FROM json_each(NEW.categories) WHERE type = 'text';
END;
CREATE TRIGGER conversations_forget_categories AFTER DELETE ON conversations WHEN OLD.categories <> '[]'
BEGIN
    DELETE FROM conversation_categories
    WHERE conversation = OLD.row AND category IN (SELECT value FROM json_each(OLD.categories));
END;
INSERT OR IGNORE INTO conversation_categories (category, conversation)
SELECT e.value, c.row FROM conversations c, json_each(c.categories) e WHERE e.type = 'text';
-- For a list in the order of the tiers.
CREATE INDEX conversations_by_tier_created ON conversations (tier, created_at, id);
