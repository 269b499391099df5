//! Edits: a new text in the place of the old one, with its score, search words and place among the near-duplicates.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::conversation::{ParentType, Text, Turn};
use crate::domain::finding::Note;
use crate::domain::ids::{ActId, ConversationId};
use crate::domain::quality::{Assessment, Confidence, Score};
use crate::domain::review::{Action, Change};
use crate::domain::status::Status;
use crate::quality;
use crate::quality::similarity::SCHEME;

use crate::store::conversations::filter::key;
use crate::store::conversations::insert::insert_turns;
use crate::store::conversations::print::Print;
use crate::store::conversations::search_words::words_of;
use crate::store::conversations::similar::{Arrival, Newcomer, compared};
use crate::store::decisions::acts::{NewAct, begin_change};
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{number, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{FullConversation, Result, Store, StoreError};

/// A conversation's text as it is and as it will be. Made before the transaction: the prints take most of the time.
#[derive(Debug)]
pub(super) struct TextChange<'a> {
    id: Uuid,
    parent: Option<Uuid>,
    before: Text,
    after: &'a Text,
    old: Print,
    new: Print,
}

fn print_of(turns: &[Turn]) -> Print {
    Print::new(turns.iter().map(|turn| (turn.role, turn.content.as_str())))
}

impl<'a> TextChange<'a> {
    pub(super) fn new(full: &FullConversation, after: &'a Text) -> TextChange<'a> {
        let it = &full.conversation;
        let before = Text::of(it, &full.turns);
        TextChange {
            id: it.id.0,
            parent: it.parent_id.filter(|_| it.parent_type == Some(ParentType::Conversation)),
            old: print_of(&before.turns),
            new: print_of(&after.turns),
            before,
            after,
        }
    }

    /// The new text among the others, for `compared!`.
    pub(super) fn newcomer(&self) -> Newcomer<'_> {
        Newcomer { id: self.id, parent: self.parent, print: &self.new, arrival: Arrival::Edited }
    }

    /// The statement that takes the hashes of the old text out of the index; `None` where it had none.
    pub(super) fn forget_hashes(&self) -> Option<Statement> {
        let hashes: Vec<i64> = self.old.hashes().map(i64::from).collect();
        let mut delete = Statement::new("DELETE FROM conversation_bands WHERE conversation_id = ");
        delete.bind(self.id).push(" AND hash IN ").bind_list(hashes.iter().copied());
        (!hashes.is_empty()).then_some(delete)
    }

    /// The statements that write the new text and score, and keep the old ones in the act.
    pub(super) fn statements<DB: Dialect>(&self, act: ActId, at: DateTime<Utc>) -> Vec<Statement> {
        let mut keep = Statement::new("UPDATE decisions SET earlier_text = ");
        keep.bind(Value::json(&self.before)).push(" WHERE conversation_id = ").bind(self.id);
        keep.push(" AND act_id = ").bind(act.0);
        let mut drop_turns = Statement::new("DELETE FROM conversation_turns WHERE conversation_id = ");
        drop_turns.bind(self.id);
        let mut statements = vec![keep, self.columns(), drop_turns];
        statements.extend(insert_turns(&[(self.id, self.after.turns.as_slice(), at)]));
        let mut drop_words = Statement::new(DB::SEARCH_DELETE.0);
        drop_words.bind(self.id).push(DB::SEARCH_DELETE.1);
        let mut words = Statement::new(DB::SEARCH_INSERT);
        let (before_id, before_words, after) = DB::SEARCH_ROW;
        words.push(before_id).bind(self.id).push(before_words).bind(self.words()).push(after);
        statements.extend([drop_words, words]);
        statements
    }

    fn words(&self) -> String {
        let subject = &self.after.subject;
        let parts = [&self.after.title, &subject.persona, &subject.emotion, &subject.topic];
        words_of(parts.into_iter().chain(self.after.turns.iter().map(|turn| &turn.content)))
    }

    fn columns(&self) -> Statement {
        let Text { title, subject, turns, quality_score, confidence, quality_metrics } = self.after;
        let mut update = Statement::new("UPDATE conversations SET title = ");
        update.bind(title.as_str()).push(", title_key = ").bind(key(title));
        for (column, value) in [("persona", &subject.persona), ("emotion", &subject.emotion), ("topic", &subject.topic)]
        {
            update.push(&format!(", {column} = ")).bind(value.as_str());
            update.push(&format!(", {column}_key = ")).bind(key(value));
        }
        update.push(", turn_count = ").bind(number(turns.len() as u64));
        update.push(", quality_score = ").bind(quality_score.map(Score::points));
        update.push(", confidence = ").bind(confidence.map(Confidence::as_str));
        update.push(", quality_metrics = ").bind(Value::json(quality_metrics));
        update.push(", similarity_scheme = ").bind(SCHEME).push(" WHERE id = ").bind(self.id);
        update
    }
}

impl Text {
    /// The assessment with what a comparison found.
    fn noted(&self, note: Option<&Note>, threshold: Score) -> Text {
        let mut assessment = Assessment {
            score: self.quality_score.unwrap_or_default(),
            confidence: self.confidence.unwrap_or(Confidence::Low),
            metrics: self.quality_metrics.clone(),
        };
        if let Some(note) = note {
            quality::add_finding(&mut assessment, note.clone(), threshold);
        }
        Text { confidence: Some(assessment.confidence), quality_metrics: assessment.metrics, ..self.clone() }
    }
}

impl Store {
    /// Gives a conversation another text. It must be as it was read. It goes back to the review, or to revision with a
    /// serious finding.
    pub(crate) async fn edit(
        &self,
        seen: &FullConversation,
        text: &Text,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Change> {
        let act = NewAct { id: ActId::new(), action: Action::Edit, by, at, why: None, basis: None, undoes: None };
        let it = &seen.conversation;
        writing!(self, |tx| {
            let mut look = Statement::new("SELECT c.updated_at, c.updated_by FROM conversations c WHERE c.id = ");
            look.bind(it.id.0).push(<Engine as Dialect>::LOCK);
            let now: Option<(Time, String)> = look.query_as::<Engine, _>().fetch_optional(&mut **tx).await?;
            check_unchanged(it.id, it.updated_at, now)?;
            let compared_as = TextChange::new(seen, text);
            if let Some(forget) = compared_as.forget_hashes() {
                forget.query::<Engine>().execute(&mut **tx).await?;
            }
            let (notes, bands) = compared!(self, tx, vec![compared_as.newcomer()]);
            let noted = text.noted(notes.get(&it.id), it.quality_threshold);
            let change = TextChange::new(seen, &noted);
            let to = match noted.quality_metrics.has_serious_finding() {
                true => Status::NeedsRevision,
                false => Status::PendingReview,
            };
            let mut statements = vec![act.insert()];
            statements.extend(act.keep_before(&[it.id.0], Some(to), None));
            statements.extend(change.statements::<Engine>(act.id, at));
            statements.extend(bands);
            statements.push(status_of::<Engine>(&act, it.id.0, it.status, to));
            for statement in statements {
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            let (id, short_id, from) = (it.id, it.short_id.clone(), it.status);
            Ok(Change { id, short_id, from, to, title: noted.title.clone() })
        })
    }
}

fn check_unchanged(id: ConversationId, seen: DateTime<Utc>, now: Option<(Time, String)>) -> Result<()> {
    match now {
        None => Err(StoreError::NotFound { what: "conversation", given: id.to_string(), near: None }),
        Some((at, _)) if at == Time::from(seen) => Ok(()),
        Some((_, by)) => Err(StoreError::Changed { short_id: id.short(), by }),
    }
}

/// Nobody has decided about the new text yet.
fn status_of<DB: Dialect>(act: &NewAct<'_>, id: Uuid, from: Status, to: Status) -> Statement {
    let mut change = begin_change::<DB>(&act.entry(from, to));
    change.push(", approved_by = NULL, approved_at = NULL, decision_basis = NULL, status = ").bind(to.as_str());
    change.push(" WHERE id = ").bind(id);
    change
}
