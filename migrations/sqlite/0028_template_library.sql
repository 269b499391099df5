-- The file of a version as its author wrote it; NULL: it is written from the fields.
ALTER TABLE template_versions ADD COLUMN source TEXT;
-- The texts of the partials that the version includes, by name, as they were when it was stored.
ALTER TABLE template_versions ADD COLUMN partials TEXT NOT NULL DEFAULT '{}' CHECK (json_type(partials) = 'object');
-- A partial makes no conversations: other templates include it.
ALTER TABLE prompt_templates ADD COLUMN kind TEXT NOT NULL DEFAULT 'template' CHECK (kind IN ('template', 'partial'));

-- One rating a person; prompt_templates.rating is their mean.
CREATE TABLE template_ratings (
    template_id BLOB NOT NULL REFERENCES prompt_templates (id) ON DELETE CASCADE,
    rated_by TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
    rated_at TEXT NOT NULL CHECK (length(rated_at) = 27),
    PRIMARY KEY (template_id, rated_by)
) STRICT, WITHOUT ROWID;
