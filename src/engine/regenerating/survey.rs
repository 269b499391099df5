//! What a command to make conversations anew would ask. Writes nothing.

use serde::Serialize;

use crate::domain::batch::{NewItemAbout, RegenerateRequest, Task};
use crate::domain::filter::Order;
use crate::domain::ids::ConversationId;
use crate::domain::usage::{Usage, estimate_tokens};
use crate::store::{FullConversation, Result, Store};

use crate::engine::attempt::steps::Materials;
use crate::engine::attempt::steps::regenerate::Regeneration;
use crate::engine::estimate::Estimate;
use crate::engine::regenerating::parents::{NotRegenerated, Parents};
use crate::engine::regenerating::wish::{RegenerateSelection, RegenerateWish, fingerprint};
use crate::engine::terms::{Terms, worst_cost};

/// Conversations in one read.
const PAGE: usize = 200;
/// Output tokens for the JSON of a turn.
const FRAME_OF_A_TURN: u64 = 12;
/// How many are named. The rest is only counted, so that memory does not grow with a filter.
const NAMED: usize = 1000;

/// What would be asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegenerateSurvey {
    /// Conversations of the selection.
    pub matching: u64,
    /// Those to make anew.
    pub open: u64,
    /// Those with an undecided version for the same note. They are not asked about again.
    pub have_version: u64,
    /// The first thousand of them.
    pub versions: Vec<HasVersion>,
    /// Those that cannot be made anew, by reason.
    pub left_out: LeftOut,
    /// What asking is expected to use.
    pub estimate: Estimate,
    /// The first thousand that cannot be made anew.
    #[serde(skip)]
    pub refused: Vec<Refused>,
    #[serde(skip)]
    pub(crate) items: Vec<NewItemAbout>,
    #[serde(skip)]
    pub(crate) name: String,
    #[serde(skip)]
    pub(crate) turns: Option<u32>,
}

/// A conversation with an undecided version for the same note, or such a version itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HasVersion {
    /// The conversation.
    pub id: ConversationId,
    /// Its id as people type it.
    pub short_id: String,
    /// The id of the version as people type it.
    pub version: String,
}

/// How many cannot be made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct LeftOut {
    /// Imported, or written by hand.
    pub no_template: u64,
    /// With neither a note nor a finding.
    pub nothing_to_change: u64,
    /// With an approved newer version.
    pub superseded: u64,
    /// With values that no longer fit their template.
    pub wrong_values: u64,
}

/// A conversation that cannot be made anew.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Its id as people type it.
    pub short_id: String,
    /// Why not.
    pub why: NotRegenerated,
}

/// Looks at every conversation of the selection.
pub(crate) async fn survey(store: &Store, terms: &Terms, wish: &RegenerateWish) -> Result<RegenerateSurvey> {
    let mut survey = RegenerateSurvey {
        matching: 0,
        open: 0,
        have_version: 0,
        versions: Vec::new(),
        left_out: LeftOut::default(),
        estimate: Estimate::default(),
        refused: Vec::new(),
        items: Vec::new(),
        name: wish.name(&terms.ask),
        turns: wish.turns,
    };
    let mut look =
        Look { store, terms, wish, parents: Parents::new(store, wish.turns), materials: Materials::of(&terms.ask) };
    match &wish.which {
        RegenerateSelection::Ids(ids) => {
            for some in ids.chunks(PAGE) {
                look.at(&mut survey, store.full(some).await?).await?;
            }
        }
        RegenerateSelection::Filter(filter) => {
            let mut cursor = None;
            loop {
                let (page, next) = store.list_full(filter, Order::OLDEST, PAGE as u32, cursor.as_deref()).await?;
                look.at(&mut survey, page).await?;
                cursor = next;
                if cursor.is_none() {
                    break;
                }
            }
        }
    }
    Ok(survey)
}

struct Look<'a> {
    store: &'a Store,
    terms: &'a Terms,
    wish: &'a RegenerateWish,
    parents: Parents,
    materials: Materials,
}

impl Look<'_> {
    async fn at(&mut self, survey: &mut RegenerateSurvey, page: Vec<FullConversation>) -> Result<()> {
        let noted = |full: FullConversation| {
            let note = Parents::note(&full.conversation, self.wish.note.as_deref());
            (fingerprint(full.conversation.id, &note), note, full)
        };
        let page: Vec<(String, String, FullConversation)> = page.into_iter().map(noted).collect();
        // A version is not made anew for the note that it was made for, before somebody has decided about it.
        let own = |(_, note, full): &(String, String, FullConversation)| {
            Some(fingerprint(full.conversation.made_from()?, note))
        };
        let mut fingerprints: Vec<String> = page.iter().map(|(fingerprint, _, _)| fingerprint.clone()).collect();
        fingerprints.extend(page.iter().filter_map(own));
        let versions = self.store.undecided_versions(&fingerprints).await?;
        let is_one = |full: &FullConversation| versions.values().find(|id| **id == full.conversation.id);
        for (fingerprint, note, full) in page {
            survey.matching += 1;
            if let Some(version) = versions.get(&fingerprint).or_else(|| is_one(&full)) {
                survey.has_version(*version, &full);
                continue;
            }
            match self.parents.regeneration(&full, &note).await? {
                Ok(regeneration) => {
                    let estimate = self.estimate(&regeneration, &full);
                    match estimate {
                        Ok(estimate) => survey.add(estimate, (fingerprint, note), full.conversation.id),
                        Err(why) => survey.refuse(full.conversation.short_id, why),
                    }
                }
                Err(why) => survey.refuse(full.conversation.short_id, why),
            }
        }
        Ok(())
    }

    /// A new version is expected to be as long as the old one.
    fn estimate(
        &self,
        regeneration: &Regeneration,
        full: &FullConversation,
    ) -> std::result::Result<Estimate, NotRegenerated> {
        let info = &self.terms.info;
        let call = regeneration.chat_request(self.terms, &self.materials, self.terms.ask.first_max_tokens(info))?;
        let input = estimate_tokens(&call.system) + estimate_tokens(&call.prompt) + call.schema.longest() as u64 / 4;
        let spoken: u64 = full.turns.iter().map(|turn| turn.token_count + FRAME_OF_A_TURN).sum();
        let output_tokens = spoken + u64::from(info.thinking_reserve / 2);
        let usage = Usage { input_tokens: input, output_tokens, ..Usage::default() };
        Ok(Estimate {
            calls: 1,
            input_tokens: usage.input_tokens,
            output_tokens: usage.output_tokens,
            cost_usd: info.cost(&usage),
            worst_cost_usd: worst_cost(&call, info),
            measured: false,
        })
    }
}

impl RegenerateSurvey {
    fn has_version(&mut self, version: ConversationId, full: &FullConversation) {
        self.have_version += 1;
        if self.versions.len() < NAMED {
            let (id, short_id) = (full.conversation.id, full.conversation.short_id.clone());
            self.versions.push(HasVersion { id, short_id, version: version.short() });
        }
    }

    fn add(&mut self, one: Estimate, (fingerprint, note): (String, String), about: ConversationId) {
        let all = &mut self.estimate;
        all.calls += one.calls;
        all.input_tokens += one.input_tokens;
        all.output_tokens += one.output_tokens;
        all.cost_usd = all.cost_usd.plus(one.cost_usd);
        all.worst_cost_usd = all.worst_cost_usd.plus(one.worst_cost_usd);
        let request = Task::Regenerate(RegenerateRequest { regenerates: about, note });
        self.items.push(NewItemAbout { position: self.open, fingerprint, about, request });
        self.open += 1;
    }

    fn refuse(&mut self, short_id: String, why: NotRegenerated) {
        *match why {
            NotRegenerated::NoTemplate => &mut self.left_out.no_template,
            NotRegenerated::NothingToChange => &mut self.left_out.nothing_to_change,
            NotRegenerated::Superseded { .. } => &mut self.left_out.superseded,
            NotRegenerated::Prompt(_) => &mut self.left_out.wrong_values,
        } += 1;
        if self.refused.len() < NAMED {
            self.refused.push(Refused { short_id, why });
        }
    }
}
