//! Looks for deleted conversations by what they say: a purge for personal data must not pass over the trash.

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::axis::Axis;
use crate::domain::axis_match::AxisMatch;
use crate::domain::filter::Filter;
use crate::domain::ids::ConversationId;

use crate::store::conversations::search_words::search_words;
use crate::store::decisions::trash::Content;
use crate::store::sql::dialect::SearchWord;
use crate::store::sql::engine::reading;
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store};

impl Store {
    /// Those in the trash that a filter by persona, emotion, topic and words selects, in the order of their ids. `None`
    /// where the filter asks for more: of a conversation in the trash only its text is known.
    pub async fn trash_matching(&self, filter: &Filter) -> Result<Option<Vec<ConversationId>>> {
        let Some(asked) = Asked::of(filter) else { return Ok(None) };
        let select = Statement::new("SELECT conversation_id, content FROM trash ORDER BY conversation_id");
        let rows: Vec<(Uuid, Json<Content>)> =
            reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        let found = rows.into_iter().filter(|(_, content)| asked.selects(&content.0));
        Ok(Some(found.map(|(id, _)| ConversationId(id)).collect()))
    }
}

/// What a filter asks of the text alone.
struct Asked<'a> {
    axes: [&'a [AxisMatch]; 3],
    words: Vec<SearchWord>,
}

impl Asked<'_> {
    fn of(filter: &Filter) -> Option<Asked<'_>> {
        let mut rest = filter.clone();
        (rest.persona, rest.emotion, rest.topic, rest.search) = (Vec::new(), Vec::new(), Vec::new(), None);
        rest.superseded = Filter::default().superseded;
        let asked = Asked {
            axes: [Axis::Persona, Axis::Emotion, Axis::Topic].map(|axis| filter.on(axis)),
            words: filter.search.as_deref().map(search_words).unwrap_or_default(),
        };
        let is_empty = asked.words.is_empty() && asked.axes.iter().all(|axis| axis.is_empty());
        (rest.is_empty() && !is_empty).then_some(asked)
    }

    fn selects(&self, content: &Content) -> bool {
        let values = content.axes();
        let on_axes = self
            .axes
            .iter()
            .zip(&values)
            .all(|(asked, value)| asked.is_empty() || asked.iter().any(|asked| matches_axis(asked, value)));
        on_axes && has_words(&self.words, &content.words())
    }
}

/// Whether all of these occur in a line of words.
fn has_words(asked: &[SearchWord], line: &str) -> bool {
    asked.iter().all(|asked| {
        line.split(' ').any(|word| match asked.is_prefix {
            true => word.starts_with(&asked.text),
            false => word == asked.text,
        })
    })
}

fn matches_axis(asked: &AxisMatch, value: &str) -> bool {
    let lower = |text: &str| text.trim().to_lowercase();
    match asked {
        AxisMatch::Whole(whole) => lower(value) == lower(whole),
        AxisMatch::Part(part) => lower(value).contains(&lower(part)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_a_prefix_is_marked() {
        let line = "ann smith called in may";
        for (search, expected) in
            [("Ann", true), ("an", false), ("an*", true), ("smith ann", true), ("ann jones", false), ("MAY", true)]
        {
            assert_eq!(has_words(&search_words(search), line), expected, "{search}");
        }
        assert!(matches_axis(&AxisMatch::Whole("ann SMITH".into()), "Ann Smith"));
        assert!(!matches_axis(&AxisMatch::Whole("Ann".into()), "Ann Smith"));
        assert!(matches_axis(&AxisMatch::Part("smi".into()), "Ann Smith"));
    }

    #[test]
    fn a_filter_that_asks_for_more_than_the_text_is_not_answered() {
        let by = |change: &dyn Fn(&mut Filter)| {
            let mut filter = Filter::all();
            change(&mut filter);
            Asked::of(&filter).is_some()
        };
        assert!(by(&|filter| filter.persona = vec![AxisMatch::Whole("Ann".into())]));
        assert!(by(&|filter| filter.search = Some("ann".into())));
        assert!(!by(&|_| {}));
        assert!(!by(&|filter| {
            filter.search = Some("ann".into());
            filter.sent_back = true;
        }));
    }
}
