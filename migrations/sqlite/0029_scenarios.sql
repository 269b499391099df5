-- Scenarios and edge cases get names that are unique in any case, a feeling, and versions. Until now no command wrote
-- either table.
ALTER TABLE scenarios ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE scenarios ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
ALTER TABLE scenarios ADD COLUMN emotion TEXT NOT NULL DEFAULT '';
UPDATE scenarios SET name_key = lower(name);
CREATE UNIQUE INDEX scenarios_by_name ON scenarios (name_key);

ALTER TABLE edge_cases ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE edge_cases ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
ALTER TABLE edge_cases ADD COLUMN persona TEXT NOT NULL DEFAULT '';
ALTER TABLE edge_cases ADD COLUMN emotion TEXT NOT NULL DEFAULT '';
ALTER TABLE edge_cases ADD COLUMN topic TEXT NOT NULL DEFAULT '';
UPDATE edge_cases SET name_key = lower(name);
CREATE UNIQUE INDEX edge_cases_by_name ON edge_cases (name_key);

-- The file of each version, as JSON; the column `version` of scenarios and edge_cases is the newest.
CREATE TABLE scenario_versions (
    entry_id BLOB NOT NULL REFERENCES scenarios (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 1),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    PRIMARY KEY (entry_id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE edge_case_versions (
    entry_id BLOB NOT NULL REFERENCES edge_cases (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 1),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    PRIMARY KEY (entry_id, version)
) STRICT, WITHOUT ROWID;
