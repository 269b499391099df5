-- Lists of personas, emotions and topics that plans name, with versions like scenarios.
CREATE TABLE vocabularies (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL CHECK (trim(name) <> ''),
    name_key text COLLATE "C" NOT NULL,
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    axis text NOT NULL CHECK (axis IN ('persona', 'emotion', 'topic')),
    description text NOT NULL DEFAULT '',
    created_by text NOT NULL,
    updated_by text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX vocabularies_by_name ON vocabularies (name_key);

-- The file of each version, as JSON; the column `version` of vocabularies is the newest.
CREATE TABLE vocabulary_versions (
    entry_id uuid NOT NULL REFERENCES vocabularies (id) ON DELETE CASCADE,
    version bigint NOT NULL CHECK (version >= 1),
    content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (entry_id, version)
);
