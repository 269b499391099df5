//! Whether a talk that was asked to be about money speaks of money. Data: `data/money.txt`.
//!
//! People speak of a pension as "the letter from work", but hardly a page of them goes by without an amount, a bill or a
//! bank: none of the good labelled talks about money is without such a word for longer than 180 words.

use std::sync::LazyLock;

use crate::domain::conversation::{Role, Subject};
use crate::quality::checks::check::{Fault, View};
use crate::quality::language::{Language, is_common};
use crate::quality::learned::OF_MONEY;
use crate::quality::stem::stem_id;
use crate::quality::text::{IdMap, IdSet, TurnText, Word, prepare};

/// The fewest different words of money, or amounts, in a talk about it.
const FEWEST: usize = 3;
/// The fewest different words of money in a talk that is full of it.
const FULL: usize = 6;
/// The fewest turns on end, and the words in them, that are about something else when none is of money.
const TURNS: usize = 4;
const WORDS: usize = 190;
/// So many turns on end whose words weigh so little together speak of something else, whatever single word of money stands
/// in them. Of 585 talks about money that the weights had not seen, none weighed less (six parts, in turn).
const LEARNED_TURNS: usize = 5;
const LEARNED: f32 = -2.15;
/// German writes its nouns in one: so long a word of money counts inside another one.
const LONG: usize = 4;

const DATA: &str = include_str!("../../../data/money.txt");

/// The words of one language.
struct Money {
    language: &'static str,
    /// The stems of all its words.
    all: IdSet,
    /// The stems of words that speak of nothing else.
    strong: IdSet,
    /// The words themselves, for those that stand inside others.
    long: Vec<&'static str>,
}

impl Money {
    fn read(line: &'static str) -> Option<Money> {
        let (language, words) = line.split_once(' ')?;
        let (strong, weak) = words.split_once(" | ")?;
        let words = || strong.split_whitespace().chain(weak.split_whitespace());
        Some(Money {
            language,
            all: words().map(stem_id).collect(),
            strong: strong.split_whitespace().map(stem_id).collect(),
            long: words().filter(|word| word.chars().count() >= LONG).collect(),
        })
    }
}

static MONEY: LazyLock<Vec<Money>> = LazyLock::new(|| {
    let lines = DATA.lines().filter(|line| !line.starts_with(['#', '+']));
    lines.filter_map(Money::read).collect()
});

/// What most often costs money: a house, a wedding, a child.
static COSTLY: LazyLock<IdSet> = LazyLock::new(|| {
    let lines = DATA.lines().filter_map(|line| line.strip_prefix("+ "));
    lines.flat_map(str::split_whitespace).map(stem_id).collect()
});

/// Whether one of some stems is of money.
pub(super) fn names_money(stems: &IdSet) -> bool {
    MONEY.iter().any(|money| stems.iter().any(|stem| money.all.contains(stem)))
}

/// Whether a topic is of what most often costs money, so that a talk full of amounts may be about it.
pub(super) fn is_costly(topic: &str) -> bool {
    let topic = prepare(Role::User, topic);
    topic.words.iter().any(|word| COSTLY.contains(&stem_id(&topic.shown(word).to_lowercase())))
}

/// Whether words of money or amounts stand in the talk.
pub(super) fn has_money(view: &View<'_>) -> bool {
    let amounts: usize = view.text.turns.iter().map(amounts).sum();
    let said = view.stems();
    let all: IdSet = MONEY.iter().flat_map(|money| &money.all).copied().collect();
    all.iter().filter(|stem| said.contains(stem)).count() + amounts >= FEWEST
}

/// The amounts of a turn: signs of a currency, and numbers such as 76.80.
fn amounts(turn: &TurnText<'_>) -> usize {
    let has_cents = |word: &&Word| {
        let shown = turn.shown(word);
        word.number && shown.rsplit_once(['.', ',']).is_some_and(|(_, cents)| cents.len() == 2)
    };
    turn.content.matches(['$', '€', '£']).count() + turn.words.iter().filter(has_cents).count()
}

/// Whether half of the turns speak of money in many words: more than an errand in another talk.
pub(super) fn is_full_of_money(view: &View<'_>) -> bool {
    let Some(money) = view.language.and_then(|it| MONEY.iter().find(|money| money.language == it.code())) else {
        return false;
    };
    let said = view.stems();
    let words = money.all.iter().filter(|stem| said.contains(stem)).count();
    let amounts = view.text.turns.iter().filter(|turn| turn.content.contains(['$', '€', '£'])).count();
    words >= FULL && 2 * amounts >= view.turns.len()
}

/// Serious: a topic of money, and a long part of the talk without any.
pub(super) fn without_money(view: &View<'_>, subject: &Subject) -> Option<Fault> {
    let language = view.language?.code();
    let money = MONEY.iter().find(|money| money.language == language)?;
    let mut seen = Seen { money, known: IdMap::default() };
    if !seen.is_topic(&prepare(Role::User, &subject.topic)) {
        return None;
    }
    let (mut from, mut words) = (0, 0);
    let (mut longest, mut turns) = (0, 0..0);
    for (at, turn) in view.text.turns.iter().enumerate() {
        if seen.speaks_of_it(turn) {
            (from, words) = (at + 1, 0);
            continue;
        }
        words += turn.words.len();
        if words > longest {
            (longest, turns) = (words, from..at + 1);
        }
    }
    if turns.len() < TURNS || longest < WORDS {
        turns = of_something_else(view)?;
    }
    let detail = format!("The topic is one of money, and {} turns speak of none.", turns.len());
    Some(Fault::turns(turns.collect(), view.text).detail(detail))
}

/// The turns on end whose words speak least of money, where they speak of something else.
fn of_something_else(view: &View<'_>) -> Option<std::ops::Range<usize>> {
    if view.language != Some(Language::ENGLISH) {
        return None;
    }
    // An amount speaks of money, whatever stands around it.
    let weight = |turn: &TurnText<'_>| {
        let weight = OF_MONEY.score(turn.content);
        if turn.content.contains(['$', '€', '£']) { weight.max(0.0) } else { weight }
    };
    let weights: Vec<f32> = view.text.turns.iter().map(weight).collect();
    let sums = weights.windows(LEARNED_TURNS).map(|turns| turns.iter().sum::<f32>() / LEARNED_TURNS as f32);
    let (from, least) = sums.enumerate().min_by(|one, other| one.1.total_cmp(&other.1))?;
    (least < LEARNED).then_some(from..from + LEARNED_TURNS)
}

/// The words that were looked up already.
struct Seen {
    money: &'static Money,
    known: IdMap<bool>,
}

impl Seen {
    /// Two different words of money, or one that speaks of nothing else.
    fn is_topic(&mut self, topic: &TurnText<'_>) -> bool {
        let mut found = IdSet::default();
        for word in topic.words.iter().filter(|word| !is_common(word)) {
            let stem = stem_id(&topic.shown(word).to_lowercase());
            if self.money.strong.contains(&stem) {
                return true;
            }
            if self.is_of_money(topic, word) {
                found.insert(stem);
            }
        }
        found.len() >= 2
    }

    /// Whether a turn has a word of money, or a figure that may be an amount.
    fn speaks_of_it(&mut self, turn: &TurnText<'_>) -> bool {
        turn.content.contains(['$', '€', '£', '%'])
            || turn.words.iter().any(|word| match word.number {
                true => turn.shown(word).len() >= 3,
                false => self.is_of_money(turn, word),
            })
    }

    fn is_of_money(&mut self, turn: &TurnText<'_>, word: &Word) -> bool {
        let Money { all, long, language, .. } = self.money;
        *self.known.entry(word.id).or_insert_with(|| {
            let shown = turn.shown(word).to_lowercase();
            all.contains(&stem_id(&shown)) || *language == "de" && long.iter().any(|long| shown.contains(long))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::conversation::Subject;
    use crate::domain::finding::{Finding, Severity};
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    /// Fifty words without money.
    const LASAGNA: &str = "On Sunday I told the whole table that the lasagna was mine, and it was my sister's, who stood \
                           right behind me and only handed me a napkin, so now I chew on it between patients and wonder \
                           if I should call her tonight, say what I did in one sentence, and leave out the reasons.";

    fn left(topic: &str, contents: &[&str]) -> Vec<u32> {
        let [persona, emotion] = ["a dental hygienist", "shame"].map(str::to_owned);
        let subject = Subject { persona, emotion, topic: topic.to_owned() };
        let context = Context { subject: Some(&subject), ..Context::default() };
        let notes = findings(&talk(contents), &context).into_iter();
        let off = notes.filter(|note| note.finding == Finding::OffSubject && note.severity == Severity::Serious);
        off.flat_map(|note| note.turns).collect()
    }

    #[test]
    fn a_single_word_of_money_does_not_hide_another_subject() {
        let turns = [
            "We owe $186,000 at 5.2 percent with twenty years to go. The payment is about $1,248. I'd like it gone \
             by the time our youngest finishes school, in fifteen. Can we?",
            "You'd have to pay about $1,490 a month, so $242 more than now. Over the whole time you'd save around \
             $31,000 in interest. Is that much free in an ordinary month?",
            "Most months, except August and December. I train for races in summer and the shoes and travel add up. \
             I've got my first marathon in October, actually.",
            "A first marathon, how exciting! Then build your week around one long run, and add a mile or so each \
             Sunday until you get to twenty. Which distance do you do now?",
            "Twelve miles at the weekend. I get a stitch after nine, always on the right side.",
            "That's often breathing and breakfast. Eat two hours before, something plain, and breathe out when your \
             left foot lands. Slow down by fifteen seconds a mile for the middle part.",
            "And should I take those gels? They taste like sweet glue.",
            "Half a gel every forty minutes with water, and practise it in training. Taper for the last two weeks, \
             lay your kit out the evening before, and start slower than your pride wants. You'll fly in October.",
        ];
        let topic = "shortening a mortgage by paying more each month";
        assert_eq!(left(topic, &turns), [4, 5, 6, 7, 8]);
        let paid = "Pay the card with the higher rate first, and move the rest of your paycheck into savings.";
        assert!(left(topic, &[paid, paid, turns[3], turns[4], paid, paid]).is_empty());
    }

    #[test]
    fn amounts_without_a_currency_are_money() {
        let stall =
            "At 2.50 the box brings in 98.20, less 65 for the pitch, so I would sleep well on that one at last.";
        let bakes =
            "I can bake a hundred and sixty of them in one night, if the old oven holds until the morning comes.";
        let off = left("pricing a market stall", &[stall, bakes, stall, bakes, stall, bakes]);
        assert!(off.is_empty());
    }

    #[test]
    fn a_topic_of_money_is_missed_where_nothing_speaks_of_it() {
        let debts = "paying off credit card debt on two cards";
        let turns = ["I owe $4,800 on one card and I hide the letters.", LASAGNA, LASAGNA, LASAGNA, LASAGNA, LASAGNA];
        assert_eq!(left(debts, &turns), [2, 3, 4, 5, 6]);
        let bill = "And the bill for it was forty.";
        assert!(left(debts, &[turns[0], LASAGNA, LASAGNA, bill, LASAGNA, LASAGNA]).is_empty());
        assert!(left("saving an orchid with rotten roots", &turns[1..]).is_empty());
        assert!(left("making an inherited garden safe for a small child", &turns[1..]).is_empty());
    }
}
