//! The one builder of WHERE clauses, for list, count, export, statistics and review.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::axis::Axis;
use crate::domain::axis_match::AxisMatch;
use crate::domain::filter::{Filter, Superseded, Unread, Without};
use crate::domain::status::Status;
use crate::domain::template::unpinned;

use crate::store::conversations::search_words::search_words;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Value;

/// The form to look up and sort a value by: lower case, at most 200 characters, so that any index can hold it.
pub(crate) fn key(text: &str) -> String {
    text.chars().take(200).collect::<String>().to_lowercase()
}

/// The lowest and highest id with this prefix. Ignores hyphens; `None` if it is not hexadecimal.
pub(crate) fn id_range(prefix: &str) -> Option<(Uuid, Uuid)> {
    let digits: String = prefix.chars().filter(|letter| *letter != '-').collect();
    if digits.is_empty() || digits.len() > 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let edge = |fill: &str| Uuid::parse_str(&format!("{digits}{}", fill.repeat(32 - digits.len()))).ok();
    edge("0").zip(edge("f"))
}

/// Whether a text is the whole name (in any case) or the whole id of something, and no prefix of either.
pub(crate) fn is_whole(given: &str, name: &str, id: Uuid) -> bool {
    let given = key(given.trim());
    given == key(name) || id_range(&given) == Some((id, id))
}

/// The indexed expression to sort and compare by: a conversation without a score counts as -1.
pub(crate) const QUALITY: &str = "coalesce(c.quality_score, -1.0)";

/// The most words in one search query: an engine nests a query as deep as it has words.
const WORDS_AT_ONCE: usize = 500;
/// The order of the review, word for word the expression of its index: a serious finding sorts before every score.
pub(crate) const REVIEW_RANK: &str = "coalesce(c.quality_score, -1.0) - CASE WHEN c.has_serious THEN 20.0 ELSE 0.0 END";

/// Whether a conversation has a serious finding and no person opened or named it to decide about it.
/// The cheap half comes first: SQLite computes the other from the checks of each row.
pub(crate) const IS_UNREAD: &str = "(coalesce(c.decision_basis, 'filter') = 'filter' AND c.has_serious)";

/// Whether no simulator made a conversation.
pub(crate) const IS_REAL: &str = "(c.provider IS NULL OR c.provider <> 'simulator')";

/// Whether the last decision or edit that nobody took back sent it back. The first two conditions are cheap and rule out
/// most. `domain::review::is_sent_back` says the same of a history that is read already.
pub(crate) const IS_SENT_BACK: &str = "(c.status = 'needs_revision' AND c.id IN (SELECT d.conversation_id FROM acts a \
    JOIN decisions d ON d.act_id = a.id WHERE a.action = 'send_back') AND 'send_back' = (SELECT a.action \
    FROM decisions d JOIN acts a ON a.id = d.act_id WHERE d.conversation_id = c.id \
    AND a.action IN ('approve', 'reject', 'send_back', 'reopen', 'edit') AND NOT EXISTS (SELECT 1 FROM acts u \
    JOIN decisions e ON e.act_id = u.id WHERE u.undoes = a.id AND e.conversation_id = c.id) \
    ORDER BY a.id DESC LIMIT 1))";

/// Adds ` WHERE …` for conversations `c`, to count or add up: uses an index over the states.
pub(crate) fn push_where<DB: Dialect>(statement: &mut Statement, filter: &Filter) {
    statement.push(" WHERE 1 = 1");
    push_any::<DB>(statement, "c.status", filter.status.iter().map(ToString::to_string).collect());
    push_all_but_status::<DB>(statement, filter);
}

/// Like [`push_where`], to list in order. All undecided states together use the review queue's index, which avoids a
/// sort; a single state has its own ordered index.
pub(crate) fn push_where_in_order<DB: Dialect>(statement: &mut Statement, filter: &Filter) {
    if !Status::ALL.iter().all(|status| status.is_undecided() == filter.status.contains(status)) {
        return push_where::<DB>(statement, filter);
    }
    statement.push(" WHERE 1 = 1").push(DB::UNDECIDED);
    push_all_but_status::<DB>(statement, filter);
}

fn push_any<DB: Dialect>(statement: &mut Statement, column: &str, values: Vec<String>) {
    if !values.is_empty() {
        statement.push(" AND ").push(column).bind_any::<DB>(&values);
    }
}

fn push_all_but_status<DB: Dialect>(statement: &mut Statement, filter: &Filter) {
    push_any::<DB>(statement, "c.tier", filter.tier.iter().map(ToString::to_string).collect());
    for axis in Axis::ALL {
        push_axis::<DB>(statement, *axis, filter.on(*axis));
    }
    push_categories::<DB>(statement, &filter.category);
    push_params::<DB>(statement, &filter.param);
    push_any::<DB>(statement, "c.source_file", filter.source.clone());
    push_documents::<DB>(statement, filter);
    if let Some(min) = filter.min_quality {
        statement.push(" AND ").push(QUALITY).push(" >= ").bind(min.points());
    }
    if let Some(max) = filter.max_quality {
        statement.push(" AND ").push(QUALITY).push(" <= ").bind(max.points());
        if filter.min_quality.is_none() {
            statement.push(" AND ").push(QUALITY).push(" >= ").bind(0.0);
        }
    }
    push_any::<DB>(statement, "c.confidence", filter.confidence.iter().map(ToString::to_string).collect());
    if !filter.finding.is_empty() {
        statement.push(" AND c.id IN (SELECT conversation_id FROM conversation_findings WHERE finding IN ");
        statement.bind_list(filter.finding.iter().map(|finding| finding.as_str())).push(")");
    }
    if !filter.tag.is_empty() {
        statement.push(" AND c.id IN (SELECT conversation_id FROM conversation_tags WHERE tag IN ");
        statement.bind_list(filter.tag.iter().map(String::as_str)).push(")");
    }
    statement.push(match filter.without {
        Without::Nothing => "",
        Without::UnreadSerious => " AND NOT ",
        Without::Serious => " AND NOT c.has_serious",
        Without::Findings => " AND NOT EXISTS (SELECT 1 FROM conversation_findings f WHERE f.conversation_id = c.id)",
    });
    if filter.without == Without::UnreadSerious {
        statement.push(IS_UNREAD);
    }
    if let Some(unread) = filter.unread_serious {
        statement.push(" AND ").push(match unread {
            Unread::Any => IS_UNREAD,
            Unread::Since => "(c.decision_basis IS NULL AND c.has_serious)",
            Unread::Before => "(c.decision_basis = 'filter' AND c.has_serious)",
        });
    }
    push_search::<DB>(statement, filter);
    if filter.sent_back {
        statement.push(" AND ").push(IS_SENT_BACK);
    }
    if let Some(by) = &filter.due_for {
        push_due(statement, by);
    }
    // The table is small, and an index over the states stays enough to count by. Where it is empty, no row looks into it.
    statement.push(match filter.superseded {
        Superseded::LeftOut => {
            " AND (NOT EXISTS (SELECT 1 FROM superseded) OR c.id NOT IN (SELECT conversation_id FROM superseded))"
        }
        Superseded::Also => "",
        Superseded::Only => " AND c.id IN (SELECT conversation_id FROM superseded)",
    });
    push_shared::<DB>(statement, filter, "c");
}

/// Adds that a person has to look at it now: no new version of it waits, and they wait for none. The index of parents
/// holds few rows.
fn push_due(statement: &mut Statement, by: &str) {
    statement.push(
        " AND NOT EXISTS (SELECT 1 FROM conversations v WHERE v.parent_id = c.id AND v.parent_type = 'conversation' \
         AND v.status IN ('draft', 'generated', 'none', 'pending_review', 'needs_revision'))",
    );
    statement.push(
        " AND NOT (c.status = 'needs_revision' AND c.id IN (SELECT d.conversation_id FROM acts a \
         JOIN decisions d ON d.act_id = a.id WHERE a.action = 'send_back' AND a.made_by = ",
    );
    statement.bind(by.to_owned()).push(") AND ").bind(by.to_owned());
    statement.push(
        " = coalesce((SELECT CASE WHEN a.action = 'send_back' AND NOT EXISTS (SELECT 1 FROM conversations v \
         WHERE v.parent_id = c.id AND v.parent_type = 'conversation' AND v.status <> 'failed' \
         AND v.created_at > a.made_at) THEN a.made_by END \
         FROM decisions d JOIN acts a ON a.id = d.act_id WHERE d.conversation_id = c.id \
         AND a.action IN ('approve', 'reject', 'send_back', 'reopen', 'edit') AND NOT EXISTS (SELECT 1 FROM acts u \
         JOIN decisions e ON e.act_id = u.id WHERE u.undoes = a.id AND e.conversation_id = c.id) \
         ORDER BY a.id DESC LIMIT 1), ''))",
    );
}

fn push_documents<DB: Dialect>(statement: &mut Statement, filter: &Filter) {
    if !filter.document.is_empty() {
        statement.push(" AND c.document_id IN (SELECT id FROM documents WHERE title_key");
        let titles: Vec<String> = filter.document.iter().map(|title| key(title.trim())).collect();
        statement.bind_any::<DB>(&titles).push(")");
    }
    if filter.old_text {
        statement.push(
            // The text is searched once for each chunk that is used, not for each conversation.
            " AND c.chunk_id IN (SELECT k.id FROM chunks k JOIN documents d ON d.id = k.document_id \
             WHERE k.superseded_at IS NOT NULL AND CASE WHEN EXISTS (SELECT 1 FROM conversations u \
             WHERE u.chunk_id = k.id) THEN replace(d.text, k.text, '') = d.text ELSE false END)",
        );
    }
}

fn push_search<DB: Dialect>(statement: &mut Statement, filter: &Filter) {
    let Some(search) = filter.search.as_deref().filter(|search| !search.trim().is_empty()) else { return };
    let words = search_words(search);
    if words.is_empty() {
        // Only punctuation: no conversation matches.
        statement.push(" AND 1 = 0");
    }
    let (before, after) = DB::SEARCH_MATCH;
    for some in words.chunks(WORDS_AT_ONCE) {
        statement.push(before).bind(DB::search_query(some)).push(after);
    }
}

/// Adds a condition on an axis. Parts are looked for among the different values, which an index walks from one to the
/// next; the index then finds their conversations, too.
fn push_axis<DB: Dialect>(statement: &mut Statement, axis: Axis, matches: &[AxisMatch]) {
    let column = axis_key(axis);
    if matches.iter().any(|one| matches!(one, AxisMatch::Part(_))) {
        statement.push(&format!(" AND c.{column} IN ({}", different_values(column)));
        push_value::<DB>(statement, matches);
        statement.push(")");
    } else {
        push_any::<DB>(statement, &format!("c.{column}"), wholes(matches));
    }
}

fn wholes(matches: &[AxisMatch]) -> Vec<String> {
    let whole = |one: &AxisMatch| match one {
        AxisMatch::Whole(text) => Some(key(text)),
        AxisMatch::Part(_) => None,
    };
    matches.iter().filter_map(whole).collect()
}

/// Adds the condition on a value of [`different_values`] that it is or holds any of these texts. Stored keys are in lower
/// case on both engines.
pub(super) fn push_value<DB: Dialect>(statement: &mut Statement, matches: &[AxisMatch]) {
    // A Greek sigma has two small forms: which one stands in a word depends on its place.
    let part = |one: &AxisMatch| match one {
        AxisMatch::Whole(_) => None,
        AxisMatch::Part(text) => Some(text.to_lowercase().replace('ς', "σ")),
    };
    let parts: Vec<String> = matches.iter().filter_map(part).collect();
    let (before, after) = DB::TEXTS;
    statement.push(" AND (EXISTS (SELECT 1 FROM (").push(before).bind(Value::json(&parts)).push(after);
    statement.push(") t WHERE ").push(DB::PLACE_OF).push("(replace(v.value, 'ς', 'σ'), t.value) > 0)");
    let wholes = wholes(matches);
    if !wholes.is_empty() {
        statement.push(" OR v.value").bind_any::<DB>(&wholes);
    }
    statement.push(")");
}

/// The column of a conversation with the key of its value on an axis.
pub(crate) fn axis_key(axis: Axis) -> &'static str {
    match axis {
        Axis::Persona => "persona_key",
        Axis::Emotion => "emotion_key",
        Axis::Topic => "topic_key",
    }
}

/// The statement for the different values of an indexed column, as `v.value`: one step of the index for each.
pub(crate) fn different_values(column: &str) -> String {
    format!(
        "WITH RECURSIVE v (value) AS (SELECT min({column}) FROM conversations UNION ALL \
         SELECT (SELECT min(n.{column}) FROM conversations n WHERE n.{column} > v.value) FROM v \
         WHERE v.value IS NOT NULL) SELECT v.value FROM v WHERE v.value IS NOT NULL"
    )
}

fn push_categories<DB: Dialect>(statement: &mut Statement, categories: &[String]) {
    if !categories.is_empty() {
        let (before, after) = DB::CATEGORY_MATCH;
        statement.push(before).bind(Value::json(&categories)).push(after);
    }
}

fn push_params<DB: Dialect>(statement: &mut Statement, params: &BTreeMap<String, Vec<String>>) {
    for (name, values) in params {
        // People see a drawn axis without its prefix.
        let names = [name.clone(), format!("vary.{name}")];
        let pairs = values.iter().flat_map(|value| names.iter().map(move |name| BTreeMap::from([(name, value)])));
        let pairs = Value::json(&pairs.collect::<Vec<_>>());
        for (before, after) in [Some(DB::PARAM_MATCH), DB::WHOLE_PARAM_MATCH].into_iter().flatten() {
            statement.push(before).bind(pairs.clone()).push(after);
        }
    }
}

/// Adds the conditions that conversations and the generation log share; `table` is the alias.
pub(crate) fn push_shared<DB: Dialect>(statement: &mut Statement, filter: &Filter, table: &str) {
    if !filter.template.is_empty() {
        statement.push(" AND (").push(table).push(".template_id IN (SELECT id FROM prompt_templates WHERE name_key");
        let names: Vec<String> = filter.template.iter().map(|name| key(name.trim())).collect();
        statement.bind_any::<DB>(&names).push(")");
        for (name, version) in filter.template.iter().filter_map(|name| unpinned(name.trim())) {
            statement.push(" OR ").push(table).push(".template_version = ").bind(i64::from(version));
            statement
                .push(" AND ")
                .push(table)
                .push(".template_id IN (SELECT id FROM prompt_templates WHERE name_key = ");
            statement.bind(key(name)).push(")");
        }
        statement.push(")");
    }
    if !filter.batch.is_empty() {
        statement.push(" AND ").push(table).push(".batch_id IN (SELECT id FROM batch_jobs WHERE name");
        statement.bind_any::<DB>(&filter.batch);
        for (given, (low, high)) in filter.batch.iter().filter_map(|given| Some((given, id_range(given)?))) {
            // The name of a batch may look like the beginning of an id, and then means no other batch.
            statement.push(" OR id BETWEEN ").bind(low).push(" AND ").bind(high);
            statement.push(" AND NOT EXISTS (SELECT 1 FROM batch_jobs WHERE name = ").bind(given.as_str()).push(")");
        }
        statement.push(")");
    }
    if !filter.provider.is_empty() {
        let names: Vec<String> = filter.provider.iter().map(ToString::to_string).collect();
        statement.push(" AND ").push(table).push(".provider").bind_any::<DB>(&names);
    }
    if filter.without_simulated {
        statement.push(" AND (").push(table).push(".provider IS NULL OR ").push(table);
        statement.push(".provider <> 'simulator')");
    }
    if let Some(since) = filter.since {
        statement.push(" AND ").push(table).push(".created_at >= ").bind(since);
    }
    if let Some(until) = filter.until {
        statement.push(" AND ").push(table).push(".created_at < ").bind(until);
    }
    if !filter.created_by.is_empty() {
        statement.push(" AND ").push(table).push(".created_by").bind_any::<DB>(&filter.created_by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_of_a_long_id_is_a_range_of_ids() {
        let (low, high) = id_range("0199-ab").expect("hexadecimal digits");
        assert_eq!(low.to_string(), "0199ab00-0000-0000-0000-000000000000");
        assert_eq!(high.to_string(), "0199abff-ffff-ffff-ffff-ffffffffffff");
        assert_eq!(id_range("xyz"), None);
        assert_eq!(id_range(""), None);
    }
}
