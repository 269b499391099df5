//! What a plan asks for, against what was made and approved, cell by cell.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;
use crate::domain::ids::ChunkId;
use crate::domain::template::unpinned;
use crate::store::MadeCell;

/// One template and subject, and the scenario or edge case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Cell {
    /// Empty for conversations without one.
    pub template: String,
    #[serde(flatten)]
    pub subject: Subject,
    /// The scenario or edge case.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub situation: String,
    /// How many the plan asks for; `None` without a plan.
    pub asked: Option<u64>,
    pub made: u64,
    pub approved: u64,
    /// How many of those asked for have no conversation, rejected and failed ones not counted.
    pub missing: u64,
}

/// All cells, those with the most missing first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Coverage {
    pub asked: Option<u64>,
    pub made: u64,
    pub approved: u64,
    pub missing: u64,
    /// Cells without a conversation.
    pub empty_cells: u64,
    /// Cells with conversations, none of them approved.
    pub unapproved_cells: u64,
    /// Conversations in no cell that the plan asks for.
    pub outside: u64,
    pub cells: Vec<Cell>,
}

/// What tells cells apart. As in filters, case does not.
type Key = [String; 5];

fn key(template: &str, subject: &Subject, situation: &str) -> Key {
    // What is made counts by template, whatever the version.
    let template = unpinned(template).map_or(template, |(name, _)| name);
    [template, &subject.persona, &subject.emotion, &subject.topic, situation].map(str::to_lowercase)
}

fn key_of(request: &ItemRequest) -> Key {
    key(&request.template, &request.subject, situation(request))
}

fn situation(request: &ItemRequest) -> &str {
    request.situation.as_ref().map_or("", |situation| situation.name.as_str())
}

/// The cells of a plan's items, and the requests that are missing, the last ones of each cell.
pub(crate) fn of_plan(asked: impl Iterator<Item = ItemRequest>, made: Vec<MadeCell>) -> (Coverage, Vec<ItemRequest>) {
    let mut found: HashMap<Key, MadeCell> = HashMap::new();
    let mut of_chunks: HashMap<(Key, ChunkId), u64> = HashMap::new();
    for cell in made {
        let key = key(&cell.template, &cell.subject, &cell.situation);
        if let Some(chunk) = cell.chunk {
            *of_chunks.entry((key.clone(), chunk)).or_default() += cell.conversations - cell.lost;
        }
        match found.get_mut(&key) {
            Some(sum) => add(sum, &cell),
            None => drop(found.insert(key, cell)),
        }
    }
    let mut places: HashMap<Key, usize> = HashMap::new();
    let mut cells: Vec<(Cell, Vec<ItemRequest>)> = Vec::new();
    for request in asked {
        let key = key_of(&request);
        let place = *places.entry(key.clone()).or_insert_with_key(|key| {
            let made = found.remove(key);
            cells.push((begun(&request, made.as_ref()), Vec::new()));
            cells.len() - 1
        });
        let (cell, requests) = &mut cells[place];
        cell.asked = cell.asked.map(|asked| asked + 1);
        // Those that are there count for the first requests, of each chunk where they rest on one.
        let left = match &request.source {
            Some(source) => of_chunks.entry((key, source.chunk_id)).or_default(),
            None => &mut cell.missing,
        };
        match *left {
            0 => requests.push(request),
            _ => *left -= 1,
        }
    }
    let mut missing = Vec::new();
    let cells = cells.into_iter().map(|(cell, requests)| {
        let cell = Cell { missing: requests.len() as u64, ..cell };
        missing.extend(requests);
        cell
    });
    let cells: Vec<Cell> = cells.collect();
    let outside = found.values().map(|cell| cell.conversations).sum();
    (summed(cells, outside), missing)
}

fn add(sum: &mut MadeCell, more: &MadeCell) {
    sum.conversations += more.conversations;
    sum.approved += more.approved;
    sum.lost += more.lost;
}

/// A cell before its requests are counted: `missing` holds how many usable conversations are left to match with them.
fn begun(request: &ItemRequest, made: Option<&MadeCell>) -> Cell {
    Cell {
        template: request.template.clone(),
        subject: request.subject.clone(),
        situation: situation(request).to_owned(),
        asked: Some(0),
        made: made.map_or(0, |made| made.conversations),
        approved: made.map_or(0, |made| made.approved),
        missing: made.map_or(0, |made| made.conversations - made.lost),
    }
}

/// Without a plan: every persona with every emotion that occurs.
pub(crate) fn of_what_is_there(made: &[MadeCell]) -> Coverage {
    let mut cells: HashMap<[String; 2], Cell> = HashMap::new();
    let (mut personas, mut emotions) = (HashMap::new(), HashMap::new());
    for cell in made {
        let Subject { persona, emotion, .. } = &cell.subject;
        let keys = [persona.to_lowercase(), emotion.to_lowercase()];
        let persona = personas.entry(keys[0].clone()).or_insert_with(|| persona.clone()).clone();
        let emotion = emotions.entry(keys[1].clone()).or_insert_with(|| emotion.clone()).clone();
        let sum = cells.entry(keys).or_insert_with(|| empty(persona, emotion));
        (sum.made, sum.approved) = (sum.made + cell.conversations, sum.approved + cell.approved);
    }
    for (persona_key, persona) in &personas {
        for (emotion_key, emotion) in &emotions {
            let pair = [persona_key.clone(), emotion_key.clone()];
            cells.entry(pair).or_insert_with(|| empty(persona.clone(), emotion.clone()));
        }
    }
    summed(cells.into_values().collect(), 0)
}

fn empty(persona: String, emotion: String) -> Cell {
    let subject = Subject { persona, emotion, topic: String::new() };
    Cell { template: String::new(), subject, situation: String::new(), asked: None, made: 0, approved: 0, missing: 0 }
}

fn summed(mut cells: Vec<Cell>, outside: u64) -> Coverage {
    let sum = |value: fn(&Cell) -> u64| cells.iter().map(value).sum::<u64>();
    let number = |is: fn(&&Cell) -> bool| cells.iter().filter(is).count() as u64;
    let asked = cells.iter().map(|cell| cell.asked).sum::<Option<u64>>().filter(|_| !cells.is_empty());
    let (made, approved, missing) = (sum(|cell| cell.made), sum(|cell| cell.approved), sum(|cell| cell.missing));
    let empty_cells = number(|cell| cell.made == 0);
    let unapproved_cells = number(|cell| cell.made > 0 && cell.approved == 0);
    cells.sort_by_cached_key(|cell| {
        let order = (std::cmp::Reverse(cell.missing), cell.made > 0, cell.approved > 0);
        (order, key(&cell.template, &cell.subject, &cell.situation))
    });
    Coverage { asked, made, approved, missing, empty_cells, unapproved_cells, outside, cells }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::document::Source;
    use crate::domain::ids::DocumentId;

    fn subject(persona: &str) -> Subject {
        Subject { persona: persona.into(), emotion: "fear".into(), topic: String::new() }
    }

    fn request(persona: &str, ordinal: u32) -> ItemRequest {
        let (variables, drawn) = (BTreeMap::new(), BTreeMap::new());
        ItemRequest {
            template: "T".into(),
            subject: subject(persona),
            variables,
            tier: None,
            situation: None,
            ordinal,
            drawn,
            source: None,
        }
    }

    fn made(persona: &str, conversations: u64, approved: u64, lost: u64) -> MadeCell {
        MadeCell {
            template: "t".into(),
            subject: subject(persona),
            situation: String::new(),
            chunk: None,
            conversations,
            approved,
            lost,
        }
    }

    #[test]
    fn rejected_ones_are_made_again_and_what_nobody_asked_for_is_outside() {
        let asked = ["A", "A", "A", "B", "C"].into_iter().zip(0..).map(|(persona, ordinal)| request(persona, ordinal));
        let there = vec![made("a", 3, 1, 1), made("B", 4, 0, 0), made("D", 7, 7, 0)];
        let (coverage, missing) = of_plan(asked, there);
        let told: Vec<_> = coverage
            .cells
            .iter()
            .map(|cell| (cell.subject.persona.as_str(), cell.asked, cell.made, cell.approved, cell.missing))
            .collect();
        assert_eq!(told, [("C", Some(1), 0, 0, 1), ("A", Some(3), 3, 1, 1), ("B", Some(1), 4, 0, 0)]);
        assert_eq!((coverage.asked, coverage.missing, coverage.outside), (Some(5), 2, 7));
        assert_eq!((coverage.empty_cells, coverage.unapproved_cells), (1, 1));
        let missing: Vec<_> = missing.iter().map(|it| (it.subject.persona.as_str(), it.ordinal)).collect();
        assert_eq!(missing, [("A", 2), ("C", 4)]);
    }
    #[test]
    fn what_rests_on_one_chunk_does_not_count_for_another() {
        let chunks = [ChunkId::new(), ChunkId::new(), ChunkId::new()];
        let source = |chunk_id: ChunkId| Source {
            document_id: DocumentId::new(),
            chunk_id,
            title: "fees".into(),
            headings: Vec::new(),
            text: "x".into(),
        };
        let asked = chunks
            .iter()
            .zip(0..)
            .map(|(chunk, ordinal)| ItemRequest { source: Some(Box::new(source(*chunk))), ..request("A", ordinal) });
        let there = |chunk: ChunkId, lost| MadeCell { chunk: Some(chunk), ..made("A", 2, 0, lost) };
        let (coverage, missing) = of_plan(asked, vec![there(chunks[1], 0), there(chunks[2], 2), made("A", 5, 0, 0)]);
        let missing: Vec<ChunkId> = missing.iter().filter_map(|it| Some(it.source.as_ref()?.chunk_id)).collect();
        assert_eq!(missing, [chunks[0], chunks[2]]);
        assert_eq!((coverage.cells.len(), coverage.made, coverage.missing), (1, 9, 2));
    }

    #[test]
    fn without_a_plan_every_pair_of_values_is_a_cell() {
        let mut other = made("B", 1, 0, 0);
        other.subject.emotion = "hope".into();
        let coverage = of_what_is_there(&[made("A", 2, 1, 0), other]);
        assert_eq!((coverage.cells.len(), coverage.empty_cells, coverage.unapproved_cells), (4, 2, 1));
        assert_eq!((coverage.asked, coverage.made), (None, 3));
        assert_eq!(of_what_is_there(&[]).cells, []);
    }
}
