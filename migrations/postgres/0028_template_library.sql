-- The file of a version as its author wrote it; NULL: it is written from the fields.
ALTER TABLE template_versions ADD COLUMN source text;
-- The texts of the partials that the version includes, by name, as they were when it was stored.
ALTER TABLE template_versions
    ADD COLUMN partials jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(partials) = 'object');
-- A partial makes no conversations: other templates include it.
ALTER TABLE prompt_templates
    ADD COLUMN kind text COLLATE "C" NOT NULL DEFAULT 'template' CHECK (kind IN ('template', 'partial'));

-- One rating a person; prompt_templates.rating is their mean.
CREATE TABLE template_ratings (
    template_id uuid NOT NULL REFERENCES prompt_templates (id) ON DELETE CASCADE,
    rated_by text COLLATE "C" NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    rating bigint NOT NULL CHECK (rating BETWEEN 1 AND 5),
    rated_at timestamptz NOT NULL,
    PRIMARY KEY (template_id, rated_by)
);
