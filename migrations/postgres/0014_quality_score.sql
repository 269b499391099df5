-- The blended score as a function, for queries of people and other programs. It equals src/quality/score.rs; a test
-- compares the two over a grid.
--
-- The marks are numbers in the key "judge" of quality_metrics, or are given alone. A missing one counts 5.
-- The mean of the marks is no numeric(3,1): only the whole is rounded, halves up. Rounding twice gives 9.4 for 10 turns,
-- 2000 tokens and the marks 9, 9 and 8, where the formula gives 9.3, and differs for a third of all whole marks.
CREATE OR REPLACE FUNCTION calculate_quality_score(p_turn_count bigint, p_total_tokens bigint, p_quality_metrics jsonb)
RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT round(
        0.3 * CASE WHEN p_turn_count BETWEEN 8 AND 16 THEN 10 WHEN p_turn_count BETWEEN 6 AND 20 THEN 7 ELSE 4 END
        + 0.2 * CASE WHEN p_total_tokens BETWEEN 1000 AND 3000 THEN 10 WHEN p_total_tokens BETWEEN 500 AND 5000 THEN 7
            ELSE 4 END
        + 0.5 * sum(CASE WHEN jsonb_typeof(mark) = 'number' THEN least(greatest(round(mark::numeric, 3), 0), 10) ELSE 5 END)
            / 3, 1)
    FROM unnest(ARRAY['overall', 'relevance', 'accuracy']) criterion
    CROSS JOIN LATERAL (SELECT coalesce(p_quality_metrics -> 'judge', p_quality_metrics) -> criterion) marks (mark)
$$;
