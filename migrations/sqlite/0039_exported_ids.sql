-- The ids of an export stand in pieces of at most 4,096 ids of 16 bytes, in order: an export of millions is written and
-- read without all of them in memory. Earlier rows held them in one value, and still earlier ones as JSON. The column
-- packed_rejected stays, in the order of these ids.
CREATE TABLE exported_ids (
    export_id BLOB NOT NULL REFERENCES export_logs (id) ON DELETE CASCADE,
    piece INTEGER NOT NULL CHECK (piece >= 0),
    ids BLOB NOT NULL CHECK (length(ids) > 0 AND length(ids) % 16 = 0),
    PRIMARY KEY (export_id, piece)
) STRICT;
WITH RECURSIVE pieces (export_id, piece) AS (
    SELECT id, 0 FROM export_logs WHERE length(packed_ids) > 0
    UNION ALL
    SELECT p.export_id, p.piece + 1 FROM pieces p JOIN export_logs e ON e.id = p.export_id
    WHERE length(e.packed_ids) > (p.piece + 1) * 65536
)
INSERT INTO exported_ids (export_id, piece, ids)
SELECT p.export_id, p.piece, substr(e.packed_ids, p.piece * 65536 + 1, 65536)
FROM pieces p JOIN export_logs e ON e.id = p.export_id;
INSERT INTO exported_ids (export_id, piece, ids)
SELECT e.id, one.key, unhex(one.value, '-') FROM export_logs e, json_each(e.conversation_ids) one
WHERE e.packed_ids IS NULL AND length(unhex(one.value, '-')) = 16;
ALTER TABLE export_logs DROP COLUMN packed_ids;
UPDATE export_logs SET conversation_ids = '[]' WHERE conversation_ids <> '[]';
