-- Notes and tags of people. A note is an act and stands in the history alone. A tag is a word for lists and filters.
INSERT INTO actions (word) VALUES ('note'), ('tag'), ('untag');

-- NULL is no tag: so a conversation comes back from the trash of an older version.
ALTER TABLE conversations ADD COLUMN tags TEXT CHECK (json_type(tags) = 'array');

-- Each tag of a conversation, for filters and completions. Only triggers write it.
CREATE TABLE conversation_tags (
    tag TEXT NOT NULL,
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_tags_by_conversation ON conversation_tags (conversation_id);
CREATE TRIGGER conversations_list_tags AFTER INSERT ON conversations WHEN NEW.tags IS NOT NULL
BEGIN
    INSERT INTO conversation_tags (tag, conversation_id) SELECT DISTINCT value, NEW.id FROM json_each(NEW.tags);
END;
CREATE TRIGGER conversations_list_changed_tags AFTER UPDATE OF tags ON conversations
BEGIN
    DELETE FROM conversation_tags WHERE conversation_id = NEW.id;
    INSERT INTO conversation_tags (tag, conversation_id)
    SELECT DISTINCT value, NEW.id FROM json_each(coalesce(NEW.tags, '[]'));
END;
