-- The ids of an export stand in pieces of at most 4,096 ids of 16 bytes, in order: an export of millions is written and
-- read without all of them in memory. Earlier rows held them in one value, and still earlier ones as JSON. The column
-- packed_rejected stays, in the order of these ids.
CREATE TABLE exported_ids (
    export_id uuid NOT NULL REFERENCES export_logs (id) ON DELETE CASCADE,
    piece bigint NOT NULL CHECK (piece >= 0),
    ids bytea NOT NULL CHECK (length(ids) > 0 AND length(ids) % 16 = 0),
    PRIMARY KEY (export_id, piece)
);
INSERT INTO exported_ids (export_id, piece, ids)
SELECT e.id, piece, substring(e.packed_ids FROM piece * 65536 + 1 FOR 65536)
FROM export_logs e, generate_series(0, (length(e.packed_ids) - 1) / 65536) piece WHERE length(e.packed_ids) > 0;
INSERT INTO exported_ids (export_id, piece, ids)
SELECT e.id, one.place - 1, decode(replace(one.value, '-', ''), 'hex')
FROM export_logs e, jsonb_array_elements_text(e.conversation_ids) WITH ORDINALITY one (value, place)
WHERE e.packed_ids IS NULL AND replace(one.value, '-', '') ~ '^[0-9a-fA-F]{32}$';
ALTER TABLE export_logs DROP COLUMN packed_ids;
UPDATE export_logs SET conversation_ids = '[]' WHERE conversation_ids <> '[]';
