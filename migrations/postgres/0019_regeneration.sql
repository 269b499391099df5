-- Jobs that make new versions of conversations.
ALTER TABLE batch_jobs DROP CONSTRAINT batch_jobs_type_check,
    ADD CHECK (type IN ('generation', 'export', 'validation', 'cleanup', 'regeneration'));

-- The stored conversation that an item is about: it judges it, or makes a new version of it. NULL for an item that makes
-- one from a plan. The fingerprint says what is asked: whichever jobs ask for it, there is one item, paid for once.
ALTER TABLE batch_items RENAME COLUMN judges TO about;

-- Conversations that have an approved newer version. They keep their status, and leave queues, counts, comparisons and
-- exports. conversation_id is no foreign key: one in the trash comes back as it was. Only the triggers write it.
CREATE TABLE superseded (
    conversation_id uuid NOT NULL PRIMARY KEY,
    by_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE
);
CREATE INDEX superseded_by ON superseded (by_id);
-- The newest approved version counts, over any number of steps.
CREATE FUNCTION supersede_all_before(child uuid, parent uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM superseded WHERE by_id = child OR conversation_id IN (
        WITH RECURSIVE line (id) AS (
            SELECT parent
            UNION SELECT c.parent_id FROM line JOIN conversations c ON c.id = line.id WHERE c.parent_type = 'conversation')
        SELECT id FROM line);
    INSERT INTO superseded (conversation_id, by_id)
    WITH RECURSIVE line (id) AS (
        SELECT parent
        UNION SELECT c.parent_id FROM line JOIN conversations c ON c.id = line.id WHERE c.parent_type = 'conversation'),
    later (first, id) AS (
        SELECT id, id FROM line
        UNION SELECT later.first, c.id FROM later JOIN conversations c ON c.parent_id = later.id
            WHERE c.parent_type = 'conversation')
    SELECT DISTINCT ON (later.first) later.first, later.id FROM later JOIN conversations c ON c.id = later.id
    WHERE c.status = 'approved' AND later.id <> later.first ORDER BY later.first, later.id DESC
    ON CONFLICT (conversation_id) DO UPDATE SET by_id = excluded.by_id;
END;
$$;
CREATE FUNCTION conversations_supersede() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM supersede_all_before(OLD.id, OLD.parent_id);
    RETURN NULL;
END;
$$;
CREATE TRIGGER conversations_supersede AFTER UPDATE OF status ON conversations FOR EACH ROW
    WHEN (NEW.parent_type = 'conversation' AND (OLD.status = 'approved' OR NEW.status = 'approved'))
    EXECUTE FUNCTION conversations_supersede();
CREATE TRIGGER conversations_supersede_no_more AFTER DELETE ON conversations FOR EACH ROW
    WHEN (OLD.parent_type = 'conversation' AND OLD.status = 'approved')
    EXECUTE FUNCTION conversations_supersede();

-- What people sent back: few, however many conversations there are.
CREATE INDEX acts_send_back ON acts (id) WHERE action = 'send_back';
