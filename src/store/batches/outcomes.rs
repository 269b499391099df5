//! Stores the outcomes of many calls in one transaction: log rows, conversations, turns and items.
//!
//! First it reads the items (and locks them on PostgreSQL). Then it decides, without the database, what each outcome
//! means. Then it writes everything with a few statements of many rows.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use crate::domain::batch::ItemState;
use crate::domain::conversation::NewConversation;
use crate::domain::finding::Note;
use crate::domain::ids::ConversationId;
use crate::domain::log::Attempt;
use crate::domain::money::Usd;

use crate::store::batches::budgets::add_to_batch;
use crate::store::batches::late;
use crate::store::batches::outcome::{ItemUpdate, Made, NewMarks, Outcome};
use crate::store::conversations::marked::{Marked, save_marks};
use crate::store::conversations::save::{prints, save_compared};
use crate::store::daily_costs::add_to_today;
use crate::store::drafts::{NewDraft, save_drafts};
use crate::store::single_calls::forget;
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{Db, number, word, writing};
use crate::store::sql::statement::{Statement, saturating_sum};
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

/// What `record` stored of an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// Everything.
    Stored,
    /// Everything, with the finding that the conversation is like a stored one.
    Similar(Note),
    /// Everything, with what the marks changed about their conversation.
    Marked(Box<Marked>),
    /// Only the log row, the cost and the item: the conversation has another text by now, or is gone. The row holds the
    /// marks.
    TextChanged,
    /// Only the log row and the cost: the item is completed, or another worker has it. The row holds the raw reply, or
    /// the turns as JSON where the caller gave none.
    Superseded,
    /// Everything, but no worker has the item any more (a changed plan dropped it): do not retry.
    LetGo,
}

/// The `error_code` of a [`Recorded::Superseded`] log row.
const SUPERSEDED: &str = "superseded";
/// The `error_code` of a [`Recorded::TextChanged`] log row.
const TEXT_CHANGED: &str = "text_changed";

impl Store {
    /// Stores all outcomes in one transaction, durable on return; none on an error. The same transaction updates the
    /// usage and success rate of templates, and the cost and counts of batches.
    ///
    /// An item without a worker (released or dropped while its call was in flight) still takes its conversation, which
    /// is paid for. After an error the caller can retry: an outcome whose log row exists is not stored twice. That
    /// happens when the connection breaks after the commit.
    pub async fn record(&self, outcomes: &[Outcome]) -> Result<Vec<Recorded>> {
        if outcomes.is_empty() {
            return Ok(Vec::new());
        }
        let lock = match &self.db {
            Db::Sqlite { .. } => "",
            Db::Postgres(_) => " ORDER BY id FOR UPDATE",
        };
        let prints = prints(outcomes.iter().filter_map(Outcome::conversation));
        writing!(self, |tx| {
            let mut found = Found::default();
            for select in select_logs(outcomes) {
                found.logs.extend(select.query_as::<Engine, (Uuid, _)>().fetch_all(&mut **tx).await?);
            }
            for select in select_items(outcomes, lock) {
                let rows = select.query_as::<Engine, (Uuid, String, Option<String>)>().fetch_all(&mut **tx).await?;
                for (id, state, worker_id) in rows {
                    found.items.insert(id, Standing { state: word(&state)?, worker_id });
                }
            }
            let mut changes = Changes::of(outcomes, found);
            let notes = save_compared!(self, tx, &changes.conversations, &prints);
            changes.add_notes(outcomes, notes);
            let marked = save_marks!(tx, &changes.marks);
            changes.add_marked(outcomes, marked);
            let now = Time::now();
            save_drafts!(tx, &changes.drafts, now);
            for statement in changes.statements::<Engine>(now) {
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(changes.recorded)
        })
    }
}

/// What the database holds of these outcomes before the change.
#[derive(Debug, Default)]
struct Found {
    /// Existing log rows, with their conversations.
    logs: HashMap<Uuid, Option<Uuid>>,
    items: HashMap<Uuid, Standing>,
}

#[derive(Debug, Clone)]
struct Standing {
    state: ItemState,
    worker_id: Option<String>,
}

/// The changes that store the outcomes.
#[derive(Debug)]
struct Changes<'o> {
    recorded: Vec<Recorded>,
    conversations: Vec<&'o NewConversation>,
    marks: Vec<(&'o NewMarks, &'o str)>,
    drafts: Vec<(&'o NewDraft, &'o str)>,
    logs: Vec<LogRow<'o>>,
    /// Log rows of calls whose item is gone, each with the conversation it was about.
    late: Vec<(Uuid, Uuid)>,
    /// Ordered by id, so that two processes lock the same rows in the same order.
    items: BTreeMap<Uuid, ItemChange<'o>>,
    /// The known and the uncertain cost of all calls, and of those of each batch.
    cost: (Usd, Usd),
    batch_costs: BTreeMap<Uuid, (Usd, Usd)>,
    /// The reservations of single calls, which their outcomes replace.
    reservations: Vec<Uuid>,
    /// Stored conversations, and how many of them passed.
    templates: BTreeMap<Uuid, (i64, i64)>,
}

#[derive(Debug)]
struct LogRow<'o> {
    attempt: &'o Attempt,
    conversation: Option<ConversationId>,
    /// Why what the call made is in the row alone.
    unused: Option<(&'static str, &'static str, &'o Made)>,
}

#[derive(Debug)]
struct ItemChange<'o> {
    state: ItemState,
    attempts: i64,
    spent: Usd,
    last: &'o Attempt,
    conversation: Option<ConversationId>,
}

impl<'o> Changes<'o> {
    /// Decides what each outcome means, in order.
    fn of(outcomes: &'o [Outcome], mut found: Found) -> Changes<'o> {
        let mut changes = Changes {
            recorded: Vec::with_capacity(outcomes.len()),
            conversations: Vec::with_capacity(outcomes.len()),
            marks: Vec::new(),
            drafts: Vec::new(),
            logs: Vec::with_capacity(outcomes.len()),
            late: Vec::new(),
            items: BTreeMap::new(),
            cost: (Usd::ZERO, Usd::ZERO),
            batch_costs: BTreeMap::new(),
            reservations: Vec::new(),
            templates: BTreeMap::new(),
        };
        for outcome in outcomes {
            let recorded = changes.add(outcome, &mut found);
            changes.recorded.push(recorded);
        }
        changes
    }

    /// Adds what the comparison found, and counts the use of the templates.
    fn add_notes(&mut self, outcomes: &[Outcome], mut notes: HashMap<ConversationId, Note>) {
        for conversation in &self.conversations {
            let is_serious_copy = notes.get(&conversation.id).is_some_and(Note::is_serious);
            if let Some((template, _)) = conversation.template {
                let (used, passed) = self.templates.entry(template.0).or_default();
                *used += 1;
                *passed += i64::from(conversation.passed() && !is_serious_copy);
            }
        }
        for (outcome, recorded) in outcomes.iter().zip(&mut self.recorded) {
            let note = outcome.conversation().and_then(|conversation| notes.remove(&conversation.id));
            if let (Some(note), Recorded::Stored) = (note, &*recorded) {
                *recorded = Recorded::Similar(note);
            }
        }
    }

    /// Adds what the marks changed. Those of another text stay in their log rows alone.
    fn add_marked(&mut self, outcomes: &'o [Outcome], mut marked: HashMap<String, Marked>) {
        for (outcome, recorded) in outcomes.iter().zip(&mut self.recorded) {
            let (Some(marks), Some(made), Recorded::Stored) = (outcome.marks(), &outcome.made, &*recorded) else {
                continue;
            };
            if !self.marks.iter().any(|(new, _)| std::ptr::eq(*new, marks)) {
                continue;
            }
            if let Some(marked) = marked.remove(&marks.judgement.fingerprint) {
                *recorded = Recorded::Marked(Box::new(marked));
                continue;
            }
            *recorded = Recorded::TextChanged;
            let rows = self.logs.iter_mut().filter(|row| row.attempt.id == outcome.attempt.id);
            rows.for_each(|row| row.unused = Some((TEXT_CHANGED, "the conversation has another text by now", made)));
        }
    }

    fn add(&mut self, outcome: &'o Outcome, found: &mut Found) -> Recorded {
        let attempt = &outcome.attempt;
        if let Some(stored) = found.logs.get(&attempt.id.0) {
            let is_missing = outcome.conversation().is_some() && stored.is_none();
            return if is_missing { Recorded::Superseded } else { Recorded::Stored };
        }
        let stored = outcome.conversation().map(|conversation| conversation.id);
        found.logs.insert(attempt.id.0, stored.map(|id| id.0));
        let add = |(cost, uncertain): &mut (Usd, Usd)| {
            *cost = cost.plus(attempt.cost_usd);
            *uncertain = uncertain.plus(attempt.uncertain_usd);
        };
        add(&mut self.cost);
        if let Some(batch) = attempt.batch_id {
            add(self.batch_costs.entry(batch.0).or_default());
        }
        self.reservations.extend(outcome.reservation);
        let is_ours = outcome.item.as_ref().is_none_or(|update| self.change_item(update, attempt, stored, found));
        if !is_ours {
            found.logs.insert(attempt.id.0, None);
            const WHY: &str = "another worker has or completed the item; its answer counts";
            let unused = outcome.made.as_ref().map(|made| (SUPERSEDED, WHY, made));
            self.logs.push(LogRow { attempt, conversation: None, unused });
            // A conversation that this call would have made is not stored; one that it was made from may be.
            let made_from = |made: &NewConversation| made.made_from();
            let about = outcome.conversation().map_or(attempt.conversation_id, made_from);
            self.late.extend(about.map(|about| (attempt.id.0, about.0)));
            return Recorded::Superseded;
        }
        if let Some(conversation) = outcome.conversation() {
            self.conversations.push(conversation);
        }
        let by = attempt.created_by.as_str();
        self.marks.extend(outcome.marks().map(|marks| (marks, by)));
        self.drafts.extend(outcome.draft().map(|draft| (draft, by)));
        self.logs.push(LogRow { attempt, conversation: stored.or(attempt.conversation_id), unused: None });
        let wanted = |update: &ItemUpdate| update.state == ItemState::Running;
        let is_held = |update: &ItemUpdate| found.items.get(&update.id.0).is_some_and(|item| item.worker_id.is_some());
        match &outcome.item {
            Some(update) if wanted(update) && !is_held(update) => Recorded::LetGo,
            _ => Recorded::Stored,
        }
    }

    /// Moves an item, unless it is completed or of another worker. Returns whether it did.
    fn change_item(
        &mut self,
        update: &ItemUpdate,
        attempt: &'o Attempt,
        conversation: Option<ConversationId>,
        found: &mut Found,
    ) -> bool {
        let Some(standing) = found.items.get_mut(&update.id.0) else { return false };
        let is_of_another = standing.worker_id.as_ref().is_some_and(|worker_id| *worker_id != update.worker_id);
        if standing.state == ItemState::Completed || is_of_another {
            return false;
        }
        // An item without a worker keeps the state that another process gave it, unless it is completed now.
        if standing.worker_id.is_some() || update.state == ItemState::Completed {
            standing.state = update.state;
        }
        if standing.state != ItemState::Running {
            standing.worker_id = None;
        }
        let change = self.items.entry(update.id.0).or_insert(ItemChange {
            state: standing.state,
            attempts: 0,
            spent: Usd::ZERO,
            last: attempt,
            conversation: None,
        });
        change.state = standing.state;
        change.attempts += 1;
        change.spent = change.spent.plus(attempt.cost_usd);
        change.last = attempt;
        change.conversation = conversation.or(change.conversation);
        true
    }

    /// The statements to run after storing the conversations. Shared rows come last, so that their locks are short.
    fn statements<DB: Dialect>(&self, now: Time) -> Vec<Statement> {
        let mut statements: Vec<Statement> = in_shapes(&self.logs).map(insert_logs).collect();
        statements.extend(self.late.iter().flat_map(|(log, conversation)| late::tie(*log, *conversation)));
        let items: Vec<(&Uuid, &ItemChange<'_>)> = self.items.iter().collect();
        statements.extend(in_shapes(&items).map(|piece| update_items(piece, now)));
        statements.extend(
            self.batch_costs
                .iter()
                .map(|(batch, (cost, uncertain))| add_to_batch(*batch, cost.micros(), uncertain.micros())),
        );
        statements.extend(self.templates.iter().map(|(template, (used, passed))| {
            let mut count = Statement::new("UPDATE prompt_templates SET usage_count = usage_count + ");
            count.bind(*used).push(", success_count = success_count + ").bind(*passed);
            count.push(", updated_at = ").bind(now).push(" WHERE id = ").bind(*template);
            count
        }));
        statements.extend(in_shapes(&self.reservations).map(forget));
        let (cost, uncertain) = self.cost;
        if !self.logs.is_empty() {
            statements.push(add_to_today::<DB>(cost.micros(), uncertain.micros()));
        }
        statements
    }
}

fn select_logs(outcomes: &[Outcome]) -> impl Iterator<Item = Statement> {
    in_shapes(outcomes).map(|piece| {
        let mut select = Statement::new("SELECT id, conversation_id FROM generation_logs WHERE id IN ");
        select.bind_list(piece.iter().map(|outcome| outcome.attempt.id.0));
        select
    })
}

fn select_items(outcomes: &[Outcome], lock: &str) -> Vec<Statement> {
    let mut ids: Vec<Uuid> = outcomes.iter().filter_map(|outcome| Some(outcome.item.as_ref()?.id.0)).collect();
    ids.sort_unstable();
    ids.dedup();
    in_shapes(&ids)
        .map(|piece| {
            let mut select = Statement::new("SELECT id, state, worker_id FROM batch_items WHERE id IN ");
            select.bind_list(piece.iter().copied()).push(lock);
            select
        })
        .collect()
}

fn insert_logs(rows: &[LogRow<'_>]) -> Statement {
    let mut insert = Statement::new(
        "INSERT INTO generation_logs (id, conversation_id, batch_id, item_id, template_id, template_version, provider, \
         model, request_id, request, response, parameters, temperature, max_tokens, input_tokens, output_tokens, \
         cache_write_tokens, cache_read_tokens, cost_micros, uncertain_micros, duration_ms, status, error_code, error_message, \
         retry_attempt, created_by, created_at) VALUES ",
    );
    insert.bind_rows(rows, |row| {
        let attempt = row.attempt;
        let raw_answer = || row.unused.map(|(_, _, made)| answer_of(made));
        let (code, message) = match row.unused {
            Some((code, message, _)) => (Some(code), Some(message)),
            None => (attempt.error_code.as_deref(), attempt.error_message.as_deref()),
        };
        [
            attempt.id.0.into(),
            row.conversation.map(|id| id.0).into(),
            attempt.batch_id.map(|id| id.0).into(),
            attempt.item_id.map(|id| id.0).into(),
            attempt.template.map(|(id, _)| id.0).into(),
            attempt.template.map(|(_, version)| i64::from(version)).into(),
            attempt.provider.as_str().into(),
            attempt.model.as_str().into(),
            attempt.request_id.as_deref().into(),
            attempt.request.as_deref().into(),
            attempt.response.clone().or_else(raw_answer).into(),
            Value::json(&attempt.parameters),
            attempt.temperature.into(),
            i64::from(attempt.max_tokens).into(),
            number(attempt.usage.input_tokens).into(),
            number(attempt.usage.output_tokens).into(),
            number(attempt.usage.cache_write_tokens).into(),
            number(attempt.usage.cache_read_tokens).into(),
            attempt.cost_usd.micros().into(),
            attempt.uncertain_usd.micros().into(),
            number(attempt.duration_ms).into(),
            attempt.status.as_str().into(),
            code.into(),
            message.into(),
            i64::from(attempt.retry_attempt).into(),
            attempt.created_by.as_str().into(),
            attempt.created_at.into(),
        ]
    });
    insert
}

/// An answer that is paid for, as JSON for the log row.
fn answer_of(made: &Made) -> String {
    match made {
        Made::Conversation(it) => serde_json::json!({ "title": it.title, "turns": it.turns }).to_string(),
        Made::Marks(it) => serde_json::json!(it.judgement).to_string(),
        Made::Draft(it) => serde_json::json!(it.text).to_string(),
    }
}

fn update_items(changes: &[(&Uuid, &ItemChange<'_>)], now: Time) -> Statement {
    let spent = saturating_sum("batch_items.spent_micros", "v.column4");
    let mut update = Statement::new(&format!(
        "UPDATE batch_items SET state = v.column2, reserved_micros = 0, attempts = batch_items.attempts + v.column3, \
         spent_micros = {spent}, error_code = v.column5, error_message = v.column6, \
         conversation_id = coalesce(v.column7, batch_items.conversation_id), \
         worker_id = CASE v.column2 WHEN 'running' THEN batch_items.worker_id END, \
         lease_until = CASE v.column2 WHEN 'running' THEN batch_items.lease_until END, updated_at = v.column8 \
         FROM (VALUES ",
    ));
    update.bind_rows(changes, |(id, change)| {
        let error = (change.state != ItemState::Completed).then_some(change.last);
        [
            (**id).into(),
            change.state.as_str().into(),
            change.attempts.into(),
            change.spent.micros().into(),
            error.and_then(|attempt| attempt.error_code.as_deref()).into(),
            error.and_then(|attempt| attempt.error_message.as_deref()).into(),
            change.conversation.map(|id| id.0).into(),
            now.into(),
        ]
    });
    update.push(") AS v WHERE batch_items.id = v.column1");
    update
}
