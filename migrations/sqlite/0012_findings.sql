-- Findings of the checks, with consequences: a serious one keeps a conversation from training until a person read it.

-- The first version stored no severity.
UPDATE conversations SET quality_metrics = (
    SELECT json_set(quality_metrics, '$.findings', json_group_array(json_set(
        f.value, '$.severity', CASE WHEN f.value ->> 'finding' IN ('ends_on_user', 'missing_element') THEN 'hint'
        ELSE 'serious' END)))
    FROM json_each(quality_metrics, '$.findings') f)
WHERE json_array_length(quality_metrics, '$.findings') > 0
    AND json_type(quality_metrics, '$.findings[0].severity') IS NULL;

-- The program writes findings as JSON without spaces; json() removes those of another program. A text inside cannot look
-- like the pattern, because its quotation marks are escaped.
ALTER TABLE conversations ADD COLUMN has_serious INTEGER NOT NULL
    GENERATED ALWAYS AS (instr(json(quality_metrics), '"severity":"serious"') > 0) VIRTUAL;
-- How the last decision selected the conversation: opened in review, named by its id, or matched by a filter. Only the
-- first is a reading. NULL: no decision, or one older than this column.
ALTER TABLE conversations ADD COLUMN decision_basis TEXT CHECK (decision_basis IN ('opened', 'named', 'filter'));

-- Each kind of finding once for a conversation, for filters and statistics. Only triggers write it.
CREATE TABLE conversation_findings (
    finding TEXT NOT NULL,
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    severity TEXT NOT NULL CHECK (severity IN ('hint', 'serious')),
    PRIMARY KEY (finding, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_findings_by_conversation ON conversation_findings (conversation_id);
CREATE TRIGGER conversations_list_findings AFTER INSERT ON conversations
    WHEN json_array_length(NEW.quality_metrics, '$.findings') > 0
BEGIN
    INSERT INTO conversation_findings (finding, conversation_id, severity)
    SELECT value ->> 'finding', NEW.id, max(coalesce(value ->> 'severity', 'hint'))
    FROM json_each(NEW.quality_metrics, '$.findings') WHERE value ->> 'finding' IS NOT NULL GROUP BY 1;
END;
CREATE TRIGGER conversations_list_changed_findings AFTER UPDATE OF quality_metrics ON conversations
BEGIN
    DELETE FROM conversation_findings WHERE conversation_id = NEW.id;
    INSERT INTO conversation_findings (finding, conversation_id, severity)
    SELECT value ->> 'finding', NEW.id, max(coalesce(value ->> 'severity', 'hint'))
    FROM json_each(NEW.quality_metrics, '$.findings') WHERE value ->> 'finding' IS NOT NULL GROUP BY 1;
END;
INSERT INTO conversation_findings (finding, conversation_id, severity)
SELECT f.value ->> 'finding', c.id, max(coalesce(f.value ->> 'severity', 'hint'))
FROM conversations c, json_each(c.quality_metrics, '$.findings') f WHERE f.value ->> 'finding' IS NOT NULL GROUP BY 1, 2;

-- Score and findings decide between generated and needs_revision for a new row. A later change never leaves a row with a
-- serious finding or below its threshold as generated, nor resets one that a reviewer sent back.
DROP TRIGGER conversations_flag_new_low;
DROP TRIGGER conversations_flag_new_high;
DROP TRIGGER conversations_flag_changed;
CREATE TRIGGER conversations_flag_new_bad AFTER INSERT ON conversations
    WHEN NEW.status = 'generated' AND (NEW.quality_score < NEW.quality_threshold OR NEW.has_serious)
BEGIN
    UPDATE conversations SET status = 'needs_revision', updated_at = NEW.updated_at WHERE row = NEW.row;
END;
CREATE TRIGGER conversations_flag_new_good AFTER INSERT ON conversations
    WHEN NEW.status = 'needs_revision' AND NEW.quality_score >= NEW.quality_threshold AND NOT NEW.has_serious
BEGIN
    UPDATE conversations SET status = 'generated', updated_at = NEW.updated_at WHERE row = NEW.row;
END;
CREATE TRIGGER conversations_flag_changed
    AFTER UPDATE OF status, quality_score, quality_threshold, quality_metrics ON conversations
    WHEN NEW.status = 'generated' AND (NEW.quality_score < NEW.quality_threshold OR NEW.has_serious)
BEGIN
    UPDATE conversations SET status = 'needs_revision' WHERE row = NEW.row;
END;
UPDATE conversations SET status = 'needs_revision' WHERE status = 'generated' AND has_serious;

-- Serious findings first, for the review queue and for lists. A score ends at 10, so 20 less sorts before every other.
CREATE INDEX conversations_by_review_rank
    ON conversations (coalesce(quality_score, -1.0) - CASE WHEN has_serious THEN 20.0 ELSE 0.0 END, id);
CREATE INDEX conversations_to_review_first
    ON conversations (coalesce(quality_score, -1.0) - CASE WHEN has_serious THEN 20.0 ELSE 0.0 END, id)
    WHERE +status IN ('draft', 'generated', 'pending_review', 'needs_revision', 'none');
-- Approved conversations with a serious finding: an export leaves out those that nobody read or named.
CREATE INDEX conversations_approved_serious ON conversations (decision_basis)
    WHERE status = 'approved' AND has_serious;
