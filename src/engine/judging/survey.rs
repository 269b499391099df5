//! What a judge would be asked. Writes nothing.

use serde::Serialize;

use crate::domain::batch::{JudgeRequest, NewItemAbout, Task};
use crate::domain::filter::Order;
use crate::domain::ids::ConversationId;
use crate::domain::quality::Judgement;
use crate::domain::usage::{Usage, estimate_tokens};
use crate::provider::ModelInfo;
use crate::quality::judge::notes;
use crate::store::{FullConversation, NewMarks, Result, Store};

use crate::engine::attempt::steps::judge::Judging;
use crate::engine::estimate::Estimate;
use crate::engine::judging::subjects::Subjects;
use crate::engine::judging::{Judge, JudgeSelection};
use crate::engine::terms::{Terms, worst_cost};

/// Conversations in one read.
const PAGE: usize = 200;
/// Output tokens of three marks with their reasons and quotes, before anything was measured.
pub(super) const TOKENS_OF_MARKS: u64 = 300;

/// What a judge would be asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgeSurvey {
    /// Conversations of the selection.
    pub matching: u64,
    /// Those that this judge has marked already, by this rubric. They are not asked about again.
    pub judged: u64,
    /// How many of those answered another form of the question: an earlier wording, or before what was asked for changed.
    pub earlier: u64,
    /// How many of those get these marks back, because those of another judge or rubric count now.
    pub restored: u64,
    /// Those without a turn, which nobody can judge.
    pub empty: u64,
    /// Those to ask about.
    pub open: u64,
    /// How many of those a model of the judge's own family made. A judge of another family is more honest.
    pub own: u64,
    /// How many of those marked already get other findings, because another lowest mark was asked for. That asks nothing.
    pub renewed: u64,
    /// What asking about them is expected to use.
    pub estimate: Estimate,
    #[serde(skip)]
    pub(crate) items: Vec<NewItemAbout>,
    /// Stored marks with the new lowest mark, or that count again.
    #[serde(skip)]
    pub(crate) renewals: Vec<NewMarks>,
    #[serde(skip)]
    pub(crate) name: String,
}

/// Looks at every conversation of the selection.
pub(crate) async fn survey(store: &Store, terms: &Terms, judge: &Judge, which: &JudgeSelection) -> Result<JudgeSurvey> {
    let mut survey = JudgeSurvey {
        matching: 0,
        judged: 0,
        earlier: 0,
        restored: 0,
        empty: 0,
        open: 0,
        own: 0,
        renewed: 0,
        estimate: Estimate::default(),
        items: Vec::new(),
        renewals: Vec::new(),
        name: judge.name(&terms.ask, which),
    };
    let mut subjects = Subjects::new(store, judge, &terms.ask);
    match which {
        JudgeSelection::Ids(ids) => {
            for some in ids.chunks(PAGE) {
                survey.add_all(store.full(some).await?, &mut subjects, terms).await?;
            }
        }
        JudgeSelection::Filter(filter) => {
            let mut cursor = None;
            loop {
                let (page, next) = store.list_full(filter, Order::OLDEST, PAGE as u32, cursor.as_deref()).await?;
                survey.add_all(page, &mut subjects, terms).await?;
                cursor = next;
                if cursor.is_none() {
                    break;
                }
            }
        }
    }
    let used = store.mean_judging_usage(&terms.ask.model, &judge.rubric.checksum()).await?;
    if let Some(used) = used {
        survey.estimate.measure(used, &terms.info);
    }
    Ok(survey)
}

impl JudgeSurvey {
    async fn add_all(&mut self, page: Vec<FullConversation>, subjects: &mut Subjects, terms: &Terms) -> Result<()> {
        let ids: Vec<ConversationId> = page.iter().map(|full| full.conversation.id).collect();
        let kept = subjects.kept(&ids).await?;
        for full in page {
            self.matching += 1;
            if full.turns.is_empty() {
                self.empty += 1;
                continue;
            }
            let judging = subjects.judging(&full).await?;
            let counting = full.conversation.quality_metrics.judge.as_ref();
            let all = counting.into_iter().chain(kept.get(&judging.conversation).into_iter().flatten());
            if let Some(answer) = subjects.answer(&judging, all) {
                self.judged += 1;
                self.earlier += u64::from(answer.asked() != judging.question);
                match counting.filter(|counting| counting.asked() == answer.asked()) {
                    Some(counting) => self.renew(&judging, counting),
                    None => self.restore(&judging, answer),
                }
                continue;
            }
            let maker = full.conversation.model.as_deref().map(family);
            self.own += u64::from(maker == Some(family(&terms.ask.model)));
            self.add(judging, terms);
        }
        Ok(())
    }

    /// Findings follow the lowest mark that is asked for now.
    fn renew(&mut self, judging: &Judging, stored: &Judgement) {
        if stored.min_mark == judging.min_mark {
            return;
        }
        let renewed = Judgement { min_mark: judging.min_mark, ..stored.clone() };
        self.renewed += u64::from(notes(&renewed) != notes(stored));
        self.renewals.push(NewMarks { conversation: judging.conversation, judgement: renewed });
    }

    /// Marks that were asked for now take the place of those that count.
    fn restore(&mut self, judging: &Judging, kept: &Judgement) {
        self.restored += 1;
        let judgement = Judgement { min_mark: judging.min_mark, ..kept.clone() };
        self.renewals.push(NewMarks { conversation: judging.conversation, judgement });
    }

    fn add(&mut self, judging: Judging, terms: &Terms) {
        self.estimate(&judging, terms);
        let about = judging.conversation;
        let request = Task::Judge(JudgeRequest { judges: about, text: judging.text });
        self.items.push(NewItemAbout { position: self.open, fingerprint: judging.question, about, request });
        self.open += 1;
    }

    fn estimate(&mut self, judging: &Judging, terms: &Terms) {
        let info: &ModelInfo = &terms.info;
        let call = judging.chat_request(terms, terms.ask.first_max_tokens(info));
        let input = estimate_tokens(&call.system) + estimate_tokens(&call.prompt) + call.schema.longest() as u64 / 4;
        let usage = Usage {
            input_tokens: input,
            output_tokens: TOKENS_OF_MARKS + u64::from(info.thinking_reserve / 2),
            ..Usage::default()
        };
        let worst = worst_cost(&call, info);
        let all = &mut self.estimate;
        all.calls += 1;
        all.input_tokens += usage.input_tokens;
        all.output_tokens += usage.output_tokens;
        all.cost_usd = all.cost_usd.plus(info.cost(&usage));
        all.worst_cost_usd = all.worst_cost_usd.plus(worst);
    }
}

/// The first word of a model's name: "claude", "gpt", "qwen".
fn family(model: &str) -> &str {
    let name = model.rsplit('/').next().unwrap_or(model);
    name.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_the_first_word_of_a_name() {
        let families = ["claude-sonnet-5-5", "claude-opus-4", "gpt-5.1", "Qwen/qwen3:8b", "7b-chat", "9"].map(family);
        assert_eq!(families, ["claude", "claude", "gpt", "qwen", "b", "9"]);
    }
}
