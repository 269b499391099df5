//! Whether a model can be trained on what an export takes, and what speaks against it.

use serde::Serialize;

use crate::domain::conversation::ProviderName;
use crate::domain::filter::{Filter, Unread, Without};
use crate::domain::status::Status;
use crate::domain::word::words;
use crate::report::coverage::Coverage;
use crate::report::dataset::of_status;
use crate::report::stats::Report;
use crate::store::{Store, StoreError, Totals};

/// Providers refuse to train on fewer (OpenAI); the first effect shows from 50 on.
const FEWEST: u64 = 10;
const FEW: u64 = 50;
/// The share of near-duplicates that a set may have, and the one that spoils it.
const SOME_ALIKE: f64 = 0.01;
const MANY_ALIKE: f64 = 0.1;
/// The share of the approved ones that somebody should have opened.
const READ_SHARE: f64 = 0.1;
/// Fewer decisions say nothing about the rate of approval.
const ENOUGH_DECIDED: u64 = 10;

words! {
    /// Whether a set is fit for training.
    Fitness is "fitness" {
        /// Nothing speaks against it.
        Fit = "fit",
        /// It can be used; something should be looked at.
        WithCare = "with_care",
        /// It should not be used.
        Unfit = "unfit",
    }
}

words! {
    /// How much a concern weighs.
    Weight is "weight" {
        /// Nobody should train on the set before this is mended.
        Blocks = "blocks",
        /// To be looked at.
        Warns = "warns",
    }
}

/// What to do next. The command line says how it is typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Next {
    /// Make conversations.
    Make,
    /// Make conversations with a model, not with the simulator.
    MakeByModel,
    /// Read and decide about these.
    Review(Filter),
    /// Look at these.
    List(Filter),
    /// Look at groups of near-duplicates among these.
    Duplicates(Filter),
    /// Look at cells.
    Coverage(Filter),
    /// Look at cells, with the complete ones.
    AllCells(Filter),
    /// Compare templates.
    Templates(Filter),
    /// See what an export would take of these.
    TryExport(Filter),
    /// Look at the sums of these.
    Stats(Filter),
    /// See what the calls for these cost.
    Cost(Filter),
    /// Look at the variety of these.
    Diversity(Filter),
    /// See who decided about these.
    Reviewers(Filter),
    /// Read a whole conversation.
    Show,
}

/// Something that speaks against training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Concern {
    pub weight: Weight,
    pub text: String,
    /// The command that shows or mends it.
    pub command: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Verdict {
    pub fitness: Fitness,
    /// Conversations that an export of this filter takes.
    pub exportable: u64,
    /// Those of them with a serious finding: a person read or named them.
    pub exportable_serious: u64,
    /// What blocks comes first.
    pub concerns: Vec<Concern>,
}

/// What an export takes, and what it leaves out of the approved ones.
#[derive(Debug)]
pub(super) struct Taken {
    /// `None` where the filter leaves approved ones out.
    pub(super) filter: Option<Filter>,
    pub(super) conversations: u64,
    /// Those of them with a serious finding.
    serious: u64,
    simulated: u64,
    /// With a serious finding, and nobody opened or named them.
    unread_serious: u64,
    /// Those of a model, whatever their status.
    by_a_model: u64,
}

impl Taken {
    pub(super) async fn count(store: &Store, filter: &Filter) -> Result<Taken, StoreError> {
        let by_a_model = store.count(&Filter { without_simulated: true, ..filter.clone() }).await?;
        let Some(approved) = of_status(filter, Status::Approved) else {
            return Ok(Taken {
                filter: None,
                conversations: 0,
                serious: 0,
                simulated: 0,
                unread_serious: 0,
                by_a_model,
            });
        };
        let all = store.count(&approved).await?;
        let unread_serious = store.count(&unread(approved.clone())).await?;
        let real = Filter { without_simulated: true, ..approved };
        let made = store.count(&real).await?;
        let without = if real.without == Without::Nothing { Without::UnreadSerious } else { real.without };
        let taken = Filter { without, ..real };
        let conversations = store.count(&taken).await?;
        let without = if taken.without == Without::Findings { Without::Findings } else { Without::Serious };
        let fine = store.count(&Filter { without, ..taken.clone() }).await?;
        Ok(Taken {
            filter: Some(taken),
            conversations,
            serious: conversations.saturating_sub(fine),
            simulated: all.saturating_sub(made),
            unread_serious,
            by_a_model,
        })
    }
}

/// What the verdict rests on.
pub(super) struct Facts<'a> {
    pub(super) filter: &'a Filter,
    /// Those that were looked at for near-duplicates.
    pub(super) examined: &'a Filter,
    pub(super) stats: &'a Report,
    pub(super) approved: &'a Totals,
    pub(super) taken: &'a Taken,
    pub(super) repeating: u64,
    pub(super) coverage: &'a Coverage,
}

pub(super) fn verdict(facts: &Facts<'_>, command: &dyn Fn(&Next) -> String) -> Verdict {
    let mut concerns: Vec<Concern> = Vec::new();
    let found = [amount(facts), left_out(facts), reading(facts), alike(facts), spread(facts)];
    for (weight, text, next) in found.into_iter().flatten() {
        concerns.push(Concern { weight, text, command: command(&next) });
    }
    concerns.sort_by_key(|concern| concern.weight);
    let fitness = match concerns.first().map(|first| first.weight) {
        Some(Weight::Blocks) => Fitness::Unfit,
        Some(Weight::Warns) => Fitness::WithCare,
        None => Fitness::Fit,
    };
    Verdict { fitness, exportable: facts.taken.conversations, exportable_serious: facts.taken.serious, concerns }
}

type Found = Vec<(Weight, String, Next)>;

/// "3 conversations are", "1 conversation is".
fn are(number: u64) -> &'static str {
    if number == 1 { "conversation is" } else { "conversations are" }
}

/// ", 2 of them with serious findings that a person accepted", or nothing.
pub(crate) fn carrying(serious: u64) -> String {
    match serious {
        0 => String::new(),
        some => format!(", {some} of them with serious findings that a person read or named"),
    }
}

/// Whether there is enough to train on.
fn amount(facts: &Facts<'_>) -> Found {
    let all = &facts.stats.totals.totals;
    let taken = facts.taken.conversations;
    let carry = carrying(facts.taken.serious);
    let undecided = || match all.undecided {
        0 => Next::Make,
        _ => Next::Review(facts.filter.clone()),
    };
    let (weight, text, next) = match taken {
        _ if all.conversations == 0 && !facts.filter.is_empty() => {
            (Weight::Blocks, "No conversation matches the filters.".to_owned(), Next::List(Filter::default()))
        }
        _ if all.conversations == 0 => (Weight::Blocks, "There are no conversations.".to_owned(), Next::Make),
        0 if facts.taken.by_a_model == 0 && facts.approved.conversations == 0 => {
            let text =
                format!("All {} conversations are of the simulator, which writes no real text.", all.conversations);
            (Weight::Blocks, text, Next::MakeByModel)
        }
        0 if facts.approved.conversations == 0 => {
            (Weight::Blocks, format!("None of {} conversations is approved.", all.conversations), undecided())
        }
        // What is left out says why.
        0 => return Vec::new(),
        few if few < FEWEST => {
            let text =
                format!("Only {few} {} ready{carry}; providers refuse to train on fewer than {FEWEST}.", are(few));
            (Weight::Blocks, text, undecided())
        }
        few if few < FEW => {
            let text = format!("Only {few} {} ready{carry}; a clear effect needs {FEW} or more.", are(few));
            (Weight::Warns, text, undecided())
        }
        _ => return Vec::new(),
    };
    vec![(weight, text, next)]
}

/// Those with a serious finding that nobody opened or named them for.
fn unread(filter: Filter) -> Filter {
    Filter { unread_serious: Some(Unread::Any), ..filter }
}

/// Approved ones that an export leaves out.
fn left_out(facts: &Facts<'_>) -> Found {
    let Some(approved) = of_status(facts.filter, Status::Approved) else { return Vec::new() };
    let mut found = Vec::new();
    let Taken { simulated, unread_serious, conversations, .. } = *facts.taken;
    if simulated > 0 {
        let weight = if conversations == 0 { Weight::Blocks } else { Weight::Warns };
        let text = format!("{simulated} approved {} of the simulator, which writes no real text.", are(simulated));
        let simulated = Filter { provider: vec![ProviderName::Simulator], ..approved.clone() };
        found.push((weight, text, if conversations == 0 { Next::MakeByModel } else { Next::List(simulated) }));
    }
    if unread_serious > 0 {
        let weight = if conversations == 0 { Weight::Blocks } else { Weight::Warns };
        let text = format!(
            "{unread_serious} approved {} left out of an export: each has a serious finding, and nobody read or named it.",
            are(unread_serious)
        );
        found.push((weight, text, Next::List(unread(approved))));
    }
    found
}

/// Whether people read what they approved.
fn reading(facts: &Facts<'_>) -> Found {
    let mut found = Vec::new();
    let (approved, read) = (facts.approved.conversations, facts.approved.read);
    if let (Some(of_approved), true) = (of_status(facts.filter, Status::Approved), facts.taken.conversations > 0) {
        if read == 0 {
            let text = format!("Nobody opened any of the {approved} approved conversations: all were approved unread.");
            found.push((Weight::Blocks, text, Next::Review(of_approved)));
        } else if (read as f64) < READ_SHARE * approved as f64 {
            let text = format!("Only {read} of {approved} approved conversations were opened by a person.");
            found.push((Weight::Warns, text, Next::Review(of_approved)));
        }
    }
    let all = &facts.stats.totals.totals;
    if all.undecided > 0 && facts.taken.conversations >= FEW {
        let text = format!("{} of {} conversations wait for a decision.", all.undecided, all.conversations);
        found.push((Weight::Warns, text, Next::Review(facts.filter.clone())));
    }
    let decided = all.approved + all.rejected;
    if decided >= ENOUGH_DECIDED && 2 * all.approved < decided {
        let text =
            format!("Fewer than half of the decided conversations were approved: {} of {decided}.", all.approved);
        found.push((Weight::Warns, text, Next::Templates(facts.filter.clone())));
    }
    found
}

fn alike(facts: &Facts<'_>) -> Found {
    let examined = match facts.taken.conversations {
        0 => facts.stats.totals.totals.conversations,
        taken => taken,
    };
    let share = facts.repeating as f64 / examined.max(1) as f64;
    if share < SOME_ALIKE {
        return Vec::new();
    }
    let weight = if share >= MANY_ALIKE { Weight::Blocks } else { Weight::Warns };
    let text = format!("{} of {examined} conversations repeat another one almost word for word.", facts.repeating);
    vec![(weight, text, Next::Duplicates(facts.examined.clone()))]
}

/// Whether the cells are filled.
fn spread(facts: &Facts<'_>) -> Found {
    let Coverage { asked, missing, empty_cells, unapproved_cells, ref cells, .. } = *facts.coverage;
    let lacking = empty_cells + unapproved_cells;
    let next = || Next::Coverage(facts.filter.clone());
    match asked {
        Some(asked) if missing > 0 => {
            vec![(
                Weight::Warns,
                format!("{missing} of {asked} conversations that the plan asks for are missing."),
                next(),
            )]
        }
        None if 4 * lacking >= cells.len() as u64 && lacking > 0 && facts.taken.conversations > 0 => {
            let text = format!(
                "{lacking} of {} combinations of persona and emotion have no approved conversation.",
                cells.len()
            );
            vec![(Weight::Warns, text, next())]
        }
        _ => Vec::new(),
    }
}
