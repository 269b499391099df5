-- What the conversation of a call was asked to be: its values by name, also where the call failed.
ALTER TABLE generation_logs
    ADD COLUMN parameters jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object');
