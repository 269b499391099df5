//! The conversations to judge, each with its question.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::batch::{Item, Task};
use crate::domain::conversation::Turn;
use crate::domain::ids::{ConversationId, ItemId};
use crate::domain::language::LANGUAGE;
use crate::domain::quality::Judgement;
use crate::provider::Schema;
use crate::quality;
use crate::quality::judge::{Asked, question, text_checksum};
use crate::store::{FullConversation, Result, Store};

use crate::engine::asked_for::AskedFor;
use crate::engine::attempt::steps::judge::Judging;
use crate::engine::judging::Judge;
use crate::engine::judging::judge::question_of;
use crate::engine::terms::AskSettings;

#[derive(Debug)]
pub(crate) struct Subjects {
    store: Store,
    judge: Judge,
    rubric: Arc<str>,
    ask: AskSettings,
    asked_for: AskedFor,
    /// The fixed part and the schema are the same for every conversation.
    shared: Option<(Arc<str>, Schema)>,
}

impl Subjects {
    pub fn new(store: &Store, judge: &Judge, ask: &AskSettings) -> Subjects {
        Subjects {
            store: store.clone(),
            rubric: judge.rubric.checksum().into(),
            judge: judge.clone(),
            ask: ask.clone(),
            asked_for: AskedFor::new(store),
            shared: None,
        }
    }

    /// The question about a conversation.
    pub async fn judging(&mut self, full: &FullConversation) -> Result<Judging> {
        let it = &full.conversation;
        let (wish, source) = (self.asked_for.wish(it).await?, self.asked_for.source(it).await?);
        let turns: Vec<Turn> =
            full.turns.iter().map(|turn| Turn { role: turn.role, content: turn.content.clone() }).collect();
        let language = quality::language_asked(&quality::Context {
            language: it.parameters.get(LANGUAGE).map_or("", String::as_str),
            subject: Some(&wish.subject),
            prompt: wish.sent(),
            ..quality::Context::default()
        });
        let asked = Asked {
            subject: &wish.subject,
            template: wish.template.as_deref(),
            language: language.as_deref().unwrap_or_default(),
            turns: wish.turns,
            values: Some(&it.parameters),
            source: source.as_deref().map(|chunk| (chunk.document.as_str(), chunk.text.as_str())),
            situation: it.situation.as_deref(),
        };
        let question = question(&self.judge.rubric, &asked, &turns);
        let text = text_checksum(&turns);
        let fingerprints = self.judge.fingerprints(&self.ask, it.id, &text);
        let whole = question_of(fingerprints.first().map_or("", String::as_str), &question);
        let (system, schema) = self
            .shared
            .get_or_insert_with(|| (question.system.into(), Schema::new(&question.schema, &question.bounded)))
            .clone();
        Ok(Judging {
            conversation: it.id,
            title: it.title.clone(),
            turns: turns.into(),
            prompt: (system, question.text.into()),
            schema,
            min_mark: self.judge.min_mark,
            rubric: self.rubric.clone(),
            fingerprints,
            question: whole,
            text,
        })
    }

    /// All marks of these conversations, the newest first.
    pub async fn kept(&self, ids: &[ConversationId]) -> Result<HashMap<ConversationId, Vec<Judgement>>> {
        self.store.kept_marks(ids).await
    }

    /// The marks that answer a question, of all that its conversation has: by exactly this question, else by an earlier
    /// form of it, unless that is to be asked anew.
    pub fn answer<'m>(&self, judging: &Judging, all: impl Iterator<Item = &'m Judgement>) -> Option<&'m Judgement> {
        let all: Vec<&Judgement> = all.filter(|marks| marks.text == judging.text).collect();
        let exact = all.iter().find(|marks| marks.asked() == judging.question);
        let earlier = || {
            let by = |fingerprint: &String| all.iter().find(|marks| marks.fingerprint == *fingerprint);
            judging.fingerprints.iter().filter(|_| !self.judge.anew).find_map(by)
        };
        exact.or_else(earlier).copied()
    }

    /// The questions of claimed items, and the items whose conversation is gone or has another text by now.
    pub async fn judgings(&mut self, items: Vec<Item>) -> Result<(Vec<(Item, Judging)>, Vec<ItemId>)> {
        let about = |item: &Item| match &item.request {
            Task::Judge(request) => Some(request.judges),
            Task::Make(_) | Task::Regenerate(_) => None,
        };
        let ids: Vec<ConversationId> = items.iter().filter_map(about).collect();
        let found = self.store.full(&ids).await?;
        let found: HashMap<ConversationId, FullConversation> =
            found.into_iter().map(|full| (full.conversation.id, full)).collect();
        let (mut judgings, mut outdated) = (Vec::with_capacity(items.len()), Vec::new());
        for item in items {
            let judging = match about(&item).and_then(|id| found.get(&id)) {
                Some(full) => Some(self.judging(full).await?).filter(|judging| judging.question == item.fingerprint),
                None => None,
            };
            match judging {
                Some(judging) => judgings.push((item, judging)),
                None => outdated.push(item.id),
            }
        }
        Ok((judgings, outdated))
    }
}
