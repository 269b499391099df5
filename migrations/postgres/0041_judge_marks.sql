-- The marks of every judge and rubric that a conversation got. What counts stands in its quality_metrics; the others are
-- here, so that nothing is asked twice.
CREATE TABLE judge_marks (
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    -- The fingerprint of all that the judge was told.
    question text COLLATE "C" NOT NULL,
    judgement jsonb NOT NULL CHECK (jsonb_typeof(judgement) = 'object'),
    PRIMARY KEY (conversation_id, question)
);
INSERT INTO judge_marks (conversation_id, question, judgement)
SELECT id, quality_metrics -> 'judge' ->> 'fingerprint', quality_metrics -> 'judge' FROM conversations
WHERE quality_metrics -> 'judge' ->> 'fingerprint' <> '';
