-- The allowed providers. A new one is a row here; a changed CHECK would read both large tables again.
CREATE TABLE providers (name text COLLATE "C" NOT NULL PRIMARY KEY);
INSERT INTO providers (name) VALUES ('anthropic'), ('openai'), ('simulator');
ALTER TABLE conversations
    DROP CONSTRAINT conversations_provider_check,
    ADD FOREIGN KEY (provider) REFERENCES providers (name);
ALTER TABLE generation_logs
    DROP CONSTRAINT generation_logs_provider_check,
    ADD FOREIGN KEY (provider) REFERENCES providers (name);
