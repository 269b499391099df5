-- What people did to conversations: an act is one command, a decision is what it changed about one conversation. Beside
-- review_history, because an act is undone as a whole and statistics count people.

CREATE TABLE actions (word text COLLATE "C" NOT NULL PRIMARY KEY);
INSERT INTO actions (word) VALUES
    ('approve'), ('reject'), ('send_back'), ('reopen'), ('edit'), ('create'), ('delete'), ('purge'), ('undo');

-- Ids sort by time, so the last act is the one with the largest id.
CREATE TABLE acts (
    id uuid NOT NULL PRIMARY KEY,
    action text COLLATE "C" NOT NULL REFERENCES actions (word),
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    why text,
    basis text CHECK (basis IN ('opened', 'named', 'filter')),
    -- The act that this one takes back; no act is taken back twice.
    undoes uuid UNIQUE REFERENCES acts (id) ON DELETE CASCADE,
    CHECK ((action = 'undo') = (undoes IS NOT NULL))
);
CREATE INDEX acts_by_person ON acts (made_by, id);

-- conversation_id is no foreign key: the history outlives a conversation in the trash.
CREATE TABLE decisions (
    conversation_id uuid NOT NULL,
    act_id uuid NOT NULL REFERENCES acts (id) ON DELETE CASCADE,
    -- NULL: it was in the trash, or did not exist.
    from_status text,
    to_status text,
    -- The reason, where it is not that of the whole act.
    why text,
    -- What an undo puts back.
    earlier_approved_by text,
    earlier_approved_at timestamptz,
    earlier_notes text,
    earlier_basis text,
    -- Title, turns and score before an edit.
    earlier_text jsonb CHECK (jsonb_typeof(earlier_text) = 'object'),
    PRIMARY KEY (conversation_id, act_id)
);
CREATE INDEX decisions_by_act ON decisions (act_id);

-- Deleted conversations. They leave every other table, so that no list, count, export or comparison has to leave them
-- out. `content` holds their rows by table.
CREATE TABLE trash (
    conversation_id uuid NOT NULL PRIMARY KEY,
    short_id text COLLATE "C" NOT NULL UNIQUE,
    title text NOT NULL,
    act_id uuid NOT NULL REFERENCES acts (id),
    content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object')
);
CREATE INDEX trash_by_act ON trash (act_id);
-- The calls and items of a deleted conversation, whose own column is empty while it is in the trash.
CREATE TABLE trash_links (
    row_id uuid NOT NULL PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES trash (conversation_id) ON DELETE CASCADE
);
CREATE INDEX trash_links_by_conversation ON trash_links (conversation_id);

-- Carries over every review history. Entries with the same person, time, words and basis were one command.
CREATE TEMPORARY TABLE earlier_entries ON COMMIT DROP AS
SELECT c.id AS conversation_id, h.place, c.review_history AS history, h.value ->> 'by' AS made_by,
    date_trunc('microseconds', (h.value ->> 'at')::timestamptz) AS made_at,
    CASE WHEN h.value ->> 'from' = 'rejected' THEN 'reopen' WHEN h.value ->> 'to' = 'approved' THEN 'approve'
        WHEN h.value ->> 'to' = 'rejected' THEN 'reject' ELSE 'send_back' END AS action,
    h.value ->> 'from' AS from_status, h.value ->> 'to' AS to_status, h.value ->> 'why' AS why,
    h.value ->> 'basis' AS basis
FROM conversations c, jsonb_array_elements(c.review_history) WITH ORDINALITY h (value, place);
CREATE INDEX ON earlier_entries (conversation_id, place);
INSERT INTO acts (id, action, made_by, made_at, why, basis)
SELECT (lpad(to_hex(floor(extract(epoch FROM made_at) * 1000)::bigint), 12, '0') || '7'
        || lpad(to_hex(min(place)), 3, '0') || '8' || substr(md5(random()::text), 1, 15))::uuid,
    action, made_by, made_at, why, basis
FROM earlier_entries GROUP BY made_by, made_at, action, why, basis;
CREATE INDEX acts_carried_over ON acts (made_by, made_at, action);
INSERT INTO decisions (conversation_id, act_id, from_status, to_status, earlier_approved_by, earlier_approved_at,
    earlier_notes, earlier_basis)
SELECT e.conversation_id, a.id, e.from_status, e.to_status,
    CASE WHEN e.from_status = 'approved' THEN p.made_by END, CASE WHEN e.from_status = 'approved' THEN p.made_at END,
    (SELECT w.why FROM earlier_entries w WHERE w.conversation_id = e.conversation_id AND w.place < e.place
        AND w.why IS NOT NULL ORDER BY w.place DESC LIMIT 1),
    p.basis
FROM earlier_entries e
JOIN acts a ON a.made_by = e.made_by AND a.made_at = e.made_at AND a.action = e.action AND a.why IS NOT DISTINCT FROM e.why
    AND a.basis IS NOT DISTINCT FROM e.basis
LEFT JOIN earlier_entries p ON p.conversation_id = e.conversation_id AND p.place = e.place - 1
ON CONFLICT DO NOTHING;
DROP INDEX acts_carried_over;
