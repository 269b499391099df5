-- The system prompt that conversations of a template are exported with; empty for none.
ALTER TABLE template_versions ADD COLUMN system_prompt text NOT NULL DEFAULT '';
