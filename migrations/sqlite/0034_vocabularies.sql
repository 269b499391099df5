-- Lists of personas, emotions and topics that plans name, with versions like scenarios.
CREATE TABLE vocabularies (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    name_key TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    axis TEXT NOT NULL CHECK (axis IN ('persona', 'emotion', 'topic')),
    description TEXT NOT NULL DEFAULT '',
    created_by TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 27)
) STRICT;
CREATE UNIQUE INDEX vocabularies_by_name ON vocabularies (name_key);

-- The file of each version, as JSON; the column `version` of vocabularies is the newest.
CREATE TABLE vocabulary_versions (
    entry_id BLOB NOT NULL REFERENCES vocabularies (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 1),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL CHECK (length(created_at) = 27),
    PRIMARY KEY (entry_id, version)
) STRICT, WITHOUT ROWID;
