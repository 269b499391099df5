-- Jobs that make new versions of conversations. Only the text of a constraint changes; see 0010 for why in place.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '''validation'', ''cleanup''', '''validation'', ''cleanup'', ''regeneration''')
WHERE type = 'table' AND name = 'batch_jobs';
PRAGMA writable_schema = RESET;

-- The stored conversation that an item is about: it judges it, or makes a new version of it. NULL for an item that makes
-- one from a plan. The fingerprint says what is asked: whichever jobs ask for it, there is one item, paid for once.
ALTER TABLE batch_items RENAME COLUMN judges TO about;

-- Conversations that have an approved newer version. They keep their status, and leave queues, counts, comparisons and
-- exports. conversation_id is no foreign key: one in the trash comes back as it was. Only the triggers write it.
CREATE TABLE superseded (
    conversation_id BLOB NOT NULL PRIMARY KEY CHECK (length(conversation_id) = 16),
    by_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX superseded_by ON superseded (by_id);
-- The newest approved version counts, over any number of steps.
CREATE TRIGGER conversations_supersede AFTER UPDATE OF status ON conversations
    WHEN NEW.parent_type = 'conversation' AND (OLD.status = 'approved' OR NEW.status = 'approved')
BEGIN
    DELETE FROM superseded WHERE conversation_id IN (
        WITH RECURSIVE line (id) AS (
            SELECT NEW.parent_id
            UNION SELECT c.parent_id FROM line JOIN conversations c ON c.id = line.id WHERE c.parent_type = 'conversation')
        SELECT id FROM line);
    INSERT INTO superseded (conversation_id, by_id)
    WITH RECURSIVE line (id) AS (
        SELECT NEW.parent_id
        UNION SELECT c.parent_id FROM line JOIN conversations c ON c.id = line.id WHERE c.parent_type = 'conversation'),
    later (first, id) AS (
        SELECT id, id FROM line
        UNION SELECT later.first, c.id FROM later JOIN conversations c ON c.parent_id = later.id
            WHERE c.parent_type = 'conversation')
    SELECT later.first, max(later.id) FROM later JOIN conversations c ON c.id = later.id
    WHERE c.status = 'approved' AND later.id <> later.first GROUP BY later.first;
END;
CREATE TRIGGER conversations_supersede_no_more AFTER DELETE ON conversations
    WHEN OLD.parent_type = 'conversation' AND OLD.status = 'approved'
BEGIN
    DELETE FROM superseded WHERE by_id = OLD.id;
    INSERT OR IGNORE INTO superseded (conversation_id, by_id)
    WITH RECURSIVE line (id) AS (
        SELECT OLD.parent_id
        UNION SELECT c.parent_id FROM line JOIN conversations c ON c.id = line.id WHERE c.parent_type = 'conversation'),
    later (first, id) AS (
        SELECT id, id FROM line
        UNION SELECT later.first, c.id FROM later JOIN conversations c ON c.parent_id = later.id
            WHERE c.parent_type = 'conversation')
    SELECT later.first, max(later.id) FROM later JOIN conversations c ON c.id = later.id
    WHERE c.status = 'approved' AND later.id <> later.first GROUP BY later.first;
END;

-- What people sent back: few, however many conversations there are.
CREATE INDEX acts_send_back ON acts (id) WHERE action = 'send_back';
