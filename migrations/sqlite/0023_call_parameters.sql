-- What the conversation of a call was asked to be: its values by name, also where the call failed.
ALTER TABLE generation_logs ADD COLUMN parameters TEXT NOT NULL DEFAULT '{}' CHECK (json_type(parameters) = 'object');
