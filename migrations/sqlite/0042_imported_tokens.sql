-- An imported conversation had no tokens, whatever its length. Now an import estimates them from the turns, one for four
-- bytes; so do these. `dialoom score` computes the scores again.
UPDATE conversations SET tokens_estimated = 1, total_tokens = (
    SELECT sum((length(CAST(t.content AS BLOB)) + 3) / 4) FROM conversation_turns t WHERE t.conversation_id = conversations.id)
WHERE total_tokens = 0 AND EXISTS (SELECT 1 FROM conversation_turns t WHERE t.conversation_id = conversations.id);
