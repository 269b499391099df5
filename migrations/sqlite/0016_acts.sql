-- What people did to conversations: an act is one command, a decision is what it changed about one conversation. Beside
-- review_history, because an act is undone as a whole and statistics count people.

CREATE TABLE actions (word TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO actions (word) VALUES
    ('approve'), ('reject'), ('send_back'), ('reopen'), ('edit'), ('create'), ('delete'), ('purge'), ('undo');

-- Ids sort by time, so the last act is the one with the largest id.
CREATE TABLE acts (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    action TEXT NOT NULL REFERENCES actions (word),
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL CHECK (length(made_at) = 27),
    why TEXT,
    basis TEXT CHECK (basis IN ('opened', 'named', 'filter')),
    -- The act that this one takes back; no act is taken back twice.
    undoes BLOB UNIQUE REFERENCES acts (id) ON DELETE CASCADE,
    CHECK ((action = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX acts_by_person ON acts (made_by, id);

-- conversation_id is no foreign key: the history outlives a conversation in the trash.
CREATE TABLE decisions (
    conversation_id BLOB NOT NULL CHECK (length(conversation_id) = 16),
    act_id BLOB NOT NULL REFERENCES acts (id) ON DELETE CASCADE,
    -- NULL: it was in the trash, or did not exist.
    from_status TEXT,
    to_status TEXT,
    -- The reason, where it is not that of the whole act.
    why TEXT,
    -- What an undo puts back.
    earlier_approved_by TEXT,
    earlier_approved_at TEXT CHECK (length(earlier_approved_at) = 27),
    earlier_notes TEXT,
    earlier_basis TEXT,
    -- Title, turns and score before an edit.
    earlier_text TEXT CHECK (json_type(earlier_text) = 'object'),
    PRIMARY KEY (conversation_id, act_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_by_act ON decisions (act_id);

-- Deleted conversations. They leave every other table, so that no list, count, export or comparison has to leave them
-- out. `content` holds their rows by table.
CREATE TABLE trash (
    conversation_id BLOB NOT NULL PRIMARY KEY CHECK (length(conversation_id) = 16),
    short_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    act_id BLOB NOT NULL REFERENCES acts (id),
    content TEXT NOT NULL CHECK (json_type(content) = 'object')
) STRICT;
CREATE INDEX trash_by_act ON trash (act_id);
-- The calls and items of a deleted conversation, whose own column is empty while it is in the trash.
CREATE TABLE trash_links (
    row_id BLOB NOT NULL PRIMARY KEY CHECK (length(row_id) = 16),
    conversation_id BLOB NOT NULL REFERENCES trash (conversation_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX trash_links_by_conversation ON trash_links (conversation_id);

-- Carries over every review history. Entries with the same person, time, words and basis were one command. A time in a
-- history has no, three, six or nine digits after the second.
CREATE TABLE earlier_entries AS
SELECT c.id AS conversation_id, h.key AS place, c.review_history AS history, h.value ->> 'by' AS made_by,
    substr(h.value ->> 'at', 1, 19) || '.'
        || substr(rtrim(substr(h.value ->> 'at', 21), 'Z') || '000000', 1, 6) || 'Z' AS made_at,
    CASE WHEN h.value ->> 'from' = 'rejected' THEN 'reopen' WHEN h.value ->> 'to' = 'approved' THEN 'approve'
        WHEN h.value ->> 'to' = 'rejected' THEN 'reject' ELSE 'send_back' END AS action,
    h.value ->> 'from' AS from_status, h.value ->> 'to' AS to_status, h.value ->> 'why' AS why,
    h.value ->> 'basis' AS basis
FROM conversations c, json_each(c.review_history) h;
INSERT INTO acts (id, action, made_by, made_at, why, basis)
SELECT unhex(printf('%012x7%03x8', CAST(strftime('%s', made_at) AS INTEGER) * 1000 + CAST(substr(made_at, 21, 3) AS INTEGER),
        min(place)) || substr(hex(randomblob(8)), 1, 15)), action, made_by, made_at, why, basis
FROM earlier_entries GROUP BY made_by, made_at, action, why, basis;
CREATE INDEX acts_carried_over ON acts (made_by, made_at, action);
INSERT OR IGNORE INTO decisions (conversation_id, act_id, from_status, to_status, earlier_approved_by,
    earlier_approved_at, earlier_notes, earlier_basis)
SELECT e.conversation_id, a.id, e.from_status, e.to_status,
    CASE WHEN e.from_status = 'approved' THEN p.made_by END, CASE WHEN e.from_status = 'approved' THEN p.made_at END,
    (SELECT w.value ->> 'why' FROM json_each(e.history) w
        WHERE w.key < e.place AND w.value ->> 'why' IS NOT NULL ORDER BY w.key DESC LIMIT 1),
    p.basis
FROM earlier_entries e
JOIN acts a ON a.made_by = e.made_by AND a.made_at = e.made_at AND a.action = e.action AND a.why IS e.why AND a.basis IS e.basis
LEFT JOIN earlier_entries p ON e.place > 0 AND p.rowid = e.rowid - 1;
DROP INDEX acts_carried_over;
DROP TABLE earlier_entries;
