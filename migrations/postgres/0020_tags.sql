-- Notes and tags of people. A note is an act and stands in the history alone. A tag is a word for lists and filters.
INSERT INTO actions (word) VALUES ('note'), ('tag'), ('untag');

-- NULL is no tag: so a conversation comes back from the trash of an older version.
ALTER TABLE conversations ADD COLUMN tags jsonb CHECK (jsonb_typeof(tags) = 'array');

-- Each tag of a conversation, for filters and completions. Only a trigger writes it.
CREATE TABLE conversation_tags (
    tag text COLLATE "C" NOT NULL,
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, conversation_id)
);
CREATE INDEX conversation_tags_by_conversation ON conversation_tags (conversation_id);
CREATE FUNCTION conversations_list_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM conversation_tags WHERE conversation_id = NEW.id;
    END IF;
    INSERT INTO conversation_tags (tag, conversation_id)
    SELECT DISTINCT t, NEW.id FROM jsonb_array_elements_text(coalesce(NEW.tags, '[]'::jsonb)) t;
    RETURN NULL;
END
$$;
CREATE TRIGGER conversations_list_tags AFTER INSERT OR UPDATE OF tags ON conversations
    FOR EACH ROW EXECUTE FUNCTION conversations_list_tags();
