-- The file of a version as its author wrote it; NULL: it is written from the fields.
ALTER TABLE scenario_versions ADD COLUMN source TEXT;
ALTER TABLE edge_case_versions ADD COLUMN source TEXT;
ALTER TABLE vocabulary_versions ADD COLUMN source TEXT;
