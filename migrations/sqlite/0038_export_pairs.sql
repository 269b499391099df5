-- What each conversation of a dpo export is preferred to, 16 bytes each in the order of packed_ids, so that the export
-- can be made again with the same pairs.
ALTER TABLE export_logs ADD COLUMN packed_rejected BLOB CHECK (length(packed_rejected) % 16 = 0);
