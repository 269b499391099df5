-- Two imports at once add a text once. A conversation that comes back from the trash leaves its checksum behind where
-- its text was imported again meanwhile.
UPDATE conversations SET source_checksum = NULL WHERE source_checksum IS NOT NULL AND EXISTS (SELECT 1
    FROM conversations e WHERE e.source_checksum = conversations.source_checksum AND e.id < conversations.id);
DROP INDEX conversations_by_source_checksum;
CREATE UNIQUE INDEX conversations_by_source_checksum ON conversations (source_checksum)
    WHERE source_checksum IS NOT NULL;
