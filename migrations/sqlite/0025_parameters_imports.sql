-- The parameters of each conversation, for filters: each name with its value once, and two numbers for each conversation
-- that has it. `conversation` is conversations.row. Only triggers write these tables. Of a long value they keep the
-- beginning: a filter compares the rest with the conversation. A value that no conversation has any more is deleted.
DROP TRIGGER IF EXISTS conversations_list_parameters;
DROP TRIGGER IF EXISTS conversations_list_changed_parameters;
DROP TRIGGER IF EXISTS conversations_forget_parameters;
DROP TABLE IF EXISTS conversation_parameters;
CREATE TABLE parameter_values (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (name, value)
) STRICT;
CREATE TABLE conversation_parameters (
    parameter INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    PRIMARY KEY (parameter, conversation)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO parameter_values (name, value)
SELECT e.key, substr(e.value, 1, 100) FROM conversations c, json_each(c.parameters) e WHERE e.type = 'text';
INSERT INTO conversation_parameters (parameter, conversation)
SELECT p.id, c.row FROM conversations c, json_each(c.parameters) e
CROSS JOIN parameter_values p ON p.name = e.key AND p.value = substr(e.value, 1, 100) WHERE e.type = 'text';
CREATE TRIGGER conversations_list_parameters AFTER INSERT ON conversations WHEN NEW.parameters <> '{}'
BEGIN
    INSERT OR IGNORE INTO parameter_values (name, value)
    SELECT key, substr(value, 1, 100) FROM json_each(NEW.parameters) WHERE type = 'text';
    INSERT INTO conversation_parameters (parameter, conversation)
    SELECT p.id, NEW.row FROM json_each(NEW.parameters) e
    JOIN parameter_values p ON p.name = e.key AND p.value = substr(e.value, 1, 100) WHERE e.type = 'text';
END;
CREATE TRIGGER conversations_list_changed_parameters AFTER UPDATE OF parameters ON conversations
BEGIN
    DELETE FROM conversation_parameters WHERE conversation = OLD.row AND parameter IN (SELECT p.id
        FROM json_each(OLD.parameters) e JOIN parameter_values p ON p.name = e.key AND p.value = substr(e.value, 1, 100));
    DELETE FROM parameter_values WHERE (name, value) IN (SELECT key, substr(value, 1, 100) FROM json_each(OLD.parameters))
        AND NOT EXISTS (SELECT 1 FROM conversation_parameters c WHERE c.parameter = parameter_values.id);
    INSERT OR IGNORE INTO parameter_values (name, value)
    SELECT key, substr(value, 1, 100) FROM json_each(NEW.parameters) WHERE type = 'text';
    INSERT INTO conversation_parameters (parameter, conversation)
    SELECT p.id, NEW.row FROM json_each(NEW.parameters) e
    JOIN parameter_values p ON p.name = e.key AND p.value = substr(e.value, 1, 100) WHERE e.type = 'text';
END;
CREATE TRIGGER conversations_forget_parameters AFTER DELETE ON conversations WHEN OLD.parameters <> '{}'
BEGIN
    DELETE FROM conversation_parameters WHERE conversation = OLD.row AND parameter IN (SELECT p.id
        FROM json_each(OLD.parameters) e JOIN parameter_values p ON p.name = e.key AND p.value = substr(e.value, 1, 100));
    DELETE FROM parameter_values WHERE (name, value) IN (SELECT key, substr(value, 1, 100) FROM json_each(OLD.parameters))
        AND NOT EXISTS (SELECT 1 FROM conversation_parameters c WHERE c.parameter = parameter_values.id);
END;
-- Two imports at once add a text once. A conversation that comes back from the trash leaves its checksum behind where
-- its text was imported again meanwhile.
UPDATE conversations SET source_checksum = NULL WHERE source_checksum IS NOT NULL AND EXISTS (SELECT 1
    FROM conversations e WHERE e.source_checksum = conversations.source_checksum AND e.id < conversations.id);
DROP INDEX conversations_by_source_checksum;
CREATE UNIQUE INDEX conversations_by_source_checksum ON conversations (source_checksum)
    WHERE source_checksum IS NOT NULL;
