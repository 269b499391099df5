-- Scenarios and edge cases get names that are unique in any case, a feeling, and versions. Until now no command wrote
-- either table.
ALTER TABLE scenarios
    ADD COLUMN name_key text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    ADD COLUMN emotion text NOT NULL DEFAULT '';
UPDATE scenarios SET name_key = lower(name);
CREATE UNIQUE INDEX scenarios_by_name ON scenarios (name_key);

ALTER TABLE edge_cases
    ADD COLUMN name_key text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    ADD COLUMN persona text NOT NULL DEFAULT '',
    ADD COLUMN emotion text NOT NULL DEFAULT '',
    ADD COLUMN topic text NOT NULL DEFAULT '';
UPDATE edge_cases SET name_key = lower(name);
CREATE UNIQUE INDEX edge_cases_by_name ON edge_cases (name_key);

-- The file of each version, as JSON; the column `version` of scenarios and edge_cases is the newest.
CREATE TABLE scenario_versions (
    entry_id uuid NOT NULL REFERENCES scenarios (id) ON DELETE CASCADE,
    version bigint NOT NULL CHECK (version >= 1),
    content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (entry_id, version)
);
CREATE TABLE edge_case_versions (
    entry_id uuid NOT NULL REFERENCES edge_cases (id) ON DELETE CASCADE,
    version bigint NOT NULL CHECK (version >= 1),
    content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (entry_id, version)
);
