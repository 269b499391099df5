-- Whether total_tokens is our estimate: the provider did not count, or the row is from before its count was kept.
ALTER TABLE conversations ADD COLUMN tokens_estimated boolean NOT NULL DEFAULT true;
