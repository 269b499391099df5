-- Each entry of these indexes ends with an id or is unique, so no two rows have an equal one. PostgreSQL looks for equal
-- entries all the same, at every page that a decision fills with the new version of a row.
ALTER INDEX conversations_pkey SET (deduplicate_items = off);
ALTER INDEX conversations_short_id_key SET (deduplicate_items = off);
ALTER INDEX conversations_by_created SET (deduplicate_items = off);
ALTER INDEX conversations_by_status SET (deduplicate_items = off);
ALTER INDEX conversations_by_status_created SET (deduplicate_items = off);
ALTER INDEX conversations_by_tier SET (deduplicate_items = off);
ALTER INDEX conversations_by_status_quality SET (deduplicate_items = off);
ALTER INDEX conversations_by_quality SET (deduplicate_items = off);
ALTER INDEX conversations_by_title SET (deduplicate_items = off);
ALTER INDEX conversations_by_turns SET (deduplicate_items = off);
ALTER INDEX conversations_by_cost SET (deduplicate_items = off);
ALTER INDEX conversations_by_persona SET (deduplicate_items = off);
ALTER INDEX conversations_by_emotion SET (deduplicate_items = off);
ALTER INDEX conversations_by_topic SET (deduplicate_items = off);
ALTER INDEX conversations_by_creator SET (deduplicate_items = off);
ALTER INDEX conversations_by_provider SET (deduplicate_items = off);
ALTER INDEX conversations_by_batch SET (deduplicate_items = off);
ALTER INDEX conversations_by_source SET (deduplicate_items = off);
ALTER INDEX conversations_by_source_checksum SET (deduplicate_items = off);
ALTER INDEX conversations_by_review_rank SET (deduplicate_items = off);
ALTER INDEX conversations_by_tier_created SET (deduplicate_items = off);
ALTER INDEX conversations_by_version SET (deduplicate_items = off);
