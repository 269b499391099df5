-- Findings of the checks, with consequences: a serious one keeps a conversation from training until a person read it.

-- The first version stored no severity.
UPDATE conversations SET quality_metrics = jsonb_set(quality_metrics, '{findings}', (
    SELECT jsonb_agg(f || jsonb_build_object('severity',
        CASE WHEN f ->> 'finding' IN ('ends_on_user', 'missing_element') THEN 'hint' ELSE 'serious' END))
    FROM jsonb_array_elements(quality_metrics -> 'findings') f))
WHERE jsonb_array_length(quality_metrics -> 'findings') > 0 AND NOT quality_metrics -> 'findings' -> 0 ? 'severity';

CREATE FUNCTION is_serious(quality_metrics jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT quality_metrics @> '{"findings": [{"severity": "serious"}]}'::jsonb
$$;
ALTER TABLE conversations ADD COLUMN has_serious boolean NOT NULL
    GENERATED ALWAYS AS (is_serious(quality_metrics)) STORED;
-- How the last decision selected the conversation: opened in review, named by its id, or matched by a filter. Only the
-- first is a reading. NULL: no decision, or one older than this column.
ALTER TABLE conversations ADD COLUMN decision_basis text CHECK (decision_basis IN ('opened', 'named', 'filter'));

-- Each kind of finding once for a conversation, for filters and statistics. Only a trigger writes it.
CREATE TABLE conversation_findings (
    finding text NOT NULL,
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    severity text NOT NULL CHECK (severity IN ('hint', 'serious')),
    PRIMARY KEY (finding, conversation_id)
);
CREATE INDEX conversation_findings_by_conversation ON conversation_findings (conversation_id);
CREATE FUNCTION conversations_list_findings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM conversation_findings WHERE conversation_id = NEW.id;
    END IF;
    INSERT INTO conversation_findings (finding, conversation_id, severity)
    SELECT f ->> 'finding', NEW.id, max(coalesce(f ->> 'severity', 'hint'))
    FROM jsonb_array_elements(coalesce(NEW.quality_metrics -> 'findings', '[]'::jsonb)) f
    WHERE f ->> 'finding' IS NOT NULL GROUP BY 1;
    RETURN NULL;
END
$$;
CREATE TRIGGER conversations_list_findings AFTER INSERT OR UPDATE OF quality_metrics ON conversations
    FOR EACH ROW EXECUTE FUNCTION conversations_list_findings();
INSERT INTO conversation_findings (finding, conversation_id, severity)
SELECT f ->> 'finding', c.id, max(coalesce(f ->> 'severity', 'hint'))
FROM conversations c, jsonb_array_elements(coalesce(c.quality_metrics -> 'findings', '[]'::jsonb)) f
WHERE f ->> 'finding' IS NOT NULL GROUP BY 1, 2;

-- Score and findings decide between generated and needs_revision for a new row. A later change never leaves a row with a
-- serious finding or below its threshold as generated, and never resets a row that a reviewer sent back.
CREATE OR REPLACE FUNCTION conversations_flag() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- A BEFORE trigger does not see generated columns yet.
    is_bad boolean := NEW.quality_score < NEW.quality_threshold OR is_serious(NEW.quality_metrics);
BEGIN
    IF NEW.status = 'generated' AND is_bad THEN
        NEW.status := 'needs_revision';
    ELSIF TG_OP = 'INSERT' AND NEW.status = 'needs_revision' AND NOT is_bad THEN
        NEW.status := 'generated';
    END IF;
    RETURN NEW;
END
$$;
UPDATE conversations SET status = 'needs_revision' WHERE status = 'generated' AND has_serious;

-- Serious findings first, for the review queue and for lists. A score ends at 10, so 20 less sorts before every other.
CREATE INDEX conversations_by_review_rank
    ON conversations ((coalesce(quality_score, -1.0) - CASE WHEN has_serious THEN 20.0 ELSE 0.0 END), id);
CREATE INDEX conversations_to_review_first
    ON conversations ((coalesce(quality_score, -1.0) - CASE WHEN has_serious THEN 20.0 ELSE 0.0 END), id)
    WHERE status IN ('draft', 'generated', 'pending_review', 'needs_revision', 'none');
-- Approved conversations with a serious finding: an export leaves out those that nobody read or named.
CREATE INDEX conversations_approved_serious ON conversations (decision_basis)
    WHERE status = 'approved' AND has_serious;
