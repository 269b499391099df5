-- The categories and parameters of each conversation, for filters. `conversation` is conversations.row. Only triggers
-- write these tables. Of a long value they keep the beginning: a filter compares the rest with the conversation.
CREATE TABLE conversation_categories (
    category TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    PRIMARY KEY (category, conversation)
) STRICT, WITHOUT ROWID;
CREATE TABLE conversation_parameters (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    PRIMARY KEY (name, value, conversation)
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
CREATE TRIGGER conversations_list_parameters AFTER INSERT ON conversations WHEN NEW.parameters <> '{}'
BEGIN
    INSERT INTO conversation_parameters (name, value, conversation)
    SELECT key, substr(value, 1, 100), NEW.row FROM json_each(NEW.parameters) WHERE type = 'text';
END;
CREATE TRIGGER conversations_list_changed_parameters AFTER UPDATE OF parameters ON conversations
BEGIN
    DELETE FROM conversation_parameters WHERE conversation = OLD.row
        AND (name, value) IN (SELECT key, substr(value, 1, 100) FROM json_each(OLD.parameters));
    INSERT INTO conversation_parameters (name, value, conversation)
    SELECT key, substr(value, 1, 100), NEW.row FROM json_each(NEW.parameters) WHERE type = 'text';
END;
CREATE TRIGGER conversations_forget_parameters AFTER DELETE ON conversations WHEN OLD.parameters <> '{}'
BEGIN
    DELETE FROM conversation_parameters WHERE conversation = OLD.row
        AND (name, value) IN (SELECT key, substr(value, 1, 100) FROM json_each(OLD.parameters));
END;
INSERT OR IGNORE INTO conversation_categories (category, conversation)
SELECT e.value, c.row FROM conversations c, json_each(c.categories) e WHERE e.type = 'text';
INSERT OR IGNORE INTO conversation_parameters (name, value, conversation)
SELECT e.key, substr(e.value, 1, 100), c.row FROM conversations c, json_each(c.parameters) e WHERE e.type = 'text';
-- For a list in the order of the tiers.
CREATE INDEX conversations_by_tier_created ON conversations (tier, created_at, id);
