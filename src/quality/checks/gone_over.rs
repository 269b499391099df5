//! A talk that goes over to another common subject, such as cooking, and never comes back: its words come turn after turn
//! to the end, and neither what was asked for nor the opening speaks of it.

use crate::domain::conversation::{Role, Subject};
use crate::quality::checks::check::{Fault, View};
use crate::quality::checks::fields::{Field, Fields, fields};
use crate::quality::checks::known_stems::Known;
use crate::quality::text::{IdSet, prepare};

/// A shorter talk has no time to go over.
const TURNS: usize = 6;
/// The other subject has at least so many different words more than twice those said before.
const WORDS: usize = 5;
/// The fewest turns of the other subject, and their share of the talk: an errand at the end is shorter.
const FEWEST: usize = 3;
const SHARE: usize = 40;
/// The most stems of the question that may come again by chance.
const AGAIN: usize = 1;
/// The most of its words that may be said before, and the most turns of it that name the topic.
const BEFORE: usize = 1;
const TOPIC_TURNS: usize = 1;

/// The turns of a subject that have a word of it.
pub(super) type Hits = Vec<(usize, IdSet)>;

/// `topic` holds the stems of the topic asked for.
pub(super) fn gone_over(view: &View<'_>, subject: &Subject, topic: &IdSet) -> Option<Fault> {
    let turns = &view.text.turns;
    let fields = fields(view.language?).filter(|_| turns.len() >= TURNS)?;
    let asked = format!("{}. {}", subject.persona, subject.topic);
    // Of a long text, few stems say anything here: the others are not kept.
    let question = Known::new(&|_| true).stems(&turns[0]);
    let tells = |stem: u64| topic.contains(&stem) || question.contains(&stem) || fields.has(stem);
    let asked = Known::new(&tells).stems(&prepare(Role::User, &asked));
    let mut known = Known::new(&tells);
    let said: Vec<IdSet> = turns.iter().map(|turn| known.stems(turn)).collect();
    let open = |field: &Field| asked.union(&said[0]).any(|stem| field.opens.contains(stem));
    let of_topic: Vec<usize> = (0..said.len()).filter(|at| topic.iter().any(|stem| said[*at].contains(stem))).collect();
    let hits = hits(fields, &said);
    let comes_again = |stem: &u64| said[1..].iter().any(|turn| turn.contains(stem));
    let found = fields.all.iter().zip(&hits).enumerate().find_map(|(at, (field, hits))| {
        let is_asked = asked.iter().any(|stem| fields.of(*stem).any(|of| of == at));
        let from = from(hits, turns.len(), &of_topic).filter(|_| !is_asked && !open(field))?;
        // Where the first answer is of it already, nothing of the question may come again.
        if from == 1 && said[0].union(topic).filter(|stem| comes_again(stem)).count() > AGAIN {
            return None;
        }
        Some((field.name, from))
    });
    let (name, from) = found?;
    let rest = (from..turns.len()).collect();
    Some(Fault::turns(rest, view.text).detail(format!("The talk goes over to {name} and does not come back.")))
}

/// For each subject, the turns with its words.
pub(super) fn hits(fields: &Fields, said: &[IdSet]) -> Vec<Hits> {
    let mut hits: Vec<Hits> = fields.all.iter().map(|_| Vec::new()).collect();
    for (at, stems) in said.iter().enumerate() {
        for stem in stems {
            for field in fields.of(*stem) {
                match hits[field].last_mut().filter(|(turn, _)| *turn == at) {
                    Some((_, words)) => drop(words.insert(*stem)),
                    None => hits[field].push((at, IdSet::from_iter([*stem]))),
                }
            }
        }
    }
    hits
}

/// The turn from which on a subject fills the talk: the latest that says most of it.
fn from(hits: &Hits, turns: usize, of_topic: &[usize]) -> Option<usize> {
    // It lasts to the end.
    hits.last().filter(|(last, _)| last + 2 >= turns)?;
    let mut before: Vec<usize> = Vec::with_capacity(hits.len());
    let mut said = IdSet::default();
    for (_, words) in hits {
        before.push(said.len());
        said.extend(words);
    }
    let mut rest = IdSet::default();
    let mut best: Option<(usize, usize)> = None;
    for (place, (at, words)) in hits.iter().enumerate().rev() {
        rest.extend(words);
        let (length, with_words) = (turns - at, hits.len() - place);
        let is_long = length >= FEWEST && 100 * length >= SHARE * turns && 2 * with_words >= length;
        let names_topic = of_topic.len() - of_topic.partition_point(|turn| turn < at);
        let enough = rest.len() >= WORDS + 2 * before[place];
        if *at >= 1 && is_long && before[place] <= BEFORE && names_topic <= TOPIC_TURNS && enough {
            let score = rest.len() - 2 * before[place];
            best = best.filter(|(most, _)| *most >= score).or(Some((score, *at)));
        }
    }
    best.map(|(_, at)| at)
}
