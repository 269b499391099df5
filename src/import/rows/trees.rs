//! OASST's table of messages: `{"message_id","parent_id","message_tree_id","role","text","rank"}`. The rows of one tree
//! stand together, a parent before or behind its replies; the best-ranked path of a tree becomes one row of messages.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use crate::domain::quoted::quoted;
use crate::import::bytes::LONGEST;
use crate::import::fault::Wrong;
use crate::import::formats::{MESSAGES, answered, best, check_message, is_question};
use crate::import::rows::{Row, too_long};

const ID: &str = "message_id";
const PARENT: &str = "parent_id";
const TREE: &str = "message_tree_id";
/// What is kept of a row beside its place in the tree.
const KEPT: [&str; 4] = ["role", "text", "rank", "deleted"];
/// The most rows of a tree.
const MOST_ROWS: usize = 10_000;

/// Whether a row is one message of a tree.
pub(in crate::import) fn is_message(row: &Map<String, Value>) -> bool {
    [ID, TREE, "role", "text"].iter().all(|name| row.contains_key(*name)) && !row.contains_key(MESSAGES)
}

/// Whether a message of a tree has a field of this name.
pub(in crate::import) fn is_of_message(name: &str) -> bool {
    [ID, PARENT, TREE].contains(&name) || KEPT.contains(&name)
}

/// Puts the rows of each tree together, one tree at a time.
#[derive(Default)]
pub(in crate::import) struct Trees {
    tree: String,
    messages: Vec<Message>,
    /// All fields of the first row without a parent.
    root: Option<Map<String, Value>>,
    /// The texts of the tree, in bytes.
    bytes: usize,
    /// The first row that was too much, and why.
    too_much: Option<Row>,
    ready: VecDeque<Row>,
}

struct Message {
    line: u64,
    place: String,
    id: String,
    /// `None` for the prompt of the tree.
    parent: Option<String>,
    said: Value,
}

impl Trees {
    /// The next tree as a row, or what is wrong with a row.
    pub(in crate::import) fn next(&mut self, mut rows: impl FnMut() -> Option<Row>) -> Option<Row> {
        while self.ready.is_empty() {
            match rows() {
                Some(row) => self.add(row),
                None if self.messages.is_empty() && self.too_much.is_none() => return None,
                None => self.close(),
            }
        }
        self.ready.pop_front()
    }

    fn add(&mut self, Row { line, place, read }: Row) {
        let wrong = match read {
            Ok(Value::Object(fields)) => match self.add_fields(line, &place, fields) {
                Ok(()) => return,
                Err(wrong) => wrong,
            },
            Ok(_) => Wrong::row("expected an object: {…}"),
            Err(wrong) => wrong,
        };
        self.ready.push_back(Row { line, place, read: Err(wrong) });
    }

    fn add_fields(&mut self, line: u64, place: &str, fields: Map<String, Value>) -> Result<(), Wrong> {
        let (id, tree) = (text(&fields, ID)?, text(&fields, TREE)?);
        let (id, tree) = match (id, tree) {
            (Some(id), Some(tree)) => (id, tree),
            (None, _) => return Err(Wrong::field(ID, "missing")),
            (_, None) => return Err(Wrong::field(TREE, "missing; it tells which messages belong together")),
        };
        if tree != self.tree {
            self.close();
            self.tree = tree;
        }
        let parent = text(&fields, PARENT)?;
        let said: Map<String, Value> =
            KEPT.iter().filter_map(|name| Some(((*name).to_owned(), fields.get(*name)?.clone()))).collect();
        self.bytes += fields.get("text").and_then(Value::as_str).map_or(0, str::len);
        let too_much = match () {
            () if self.bytes > LONGEST => Some(too_long()),
            () if self.messages.len() >= MOST_ROWS => Some(too_many()),
            () => None,
        };
        if let Some(wrong) = too_much.filter(|_| self.too_much.is_none()) {
            self.messages = Vec::new();
            self.root = None;
            self.too_much = Some(Row { line, place: place.to_owned(), read: Err(wrong) });
        }
        if self.too_much.is_some() {
            return Ok(());
        }
        if parent.is_none() && self.root.is_none() {
            self.root = Some(fields);
        }
        self.messages.push(Message { line, place: place.to_owned(), id, parent, said: Value::Object(said) });
        Ok(())
    }

    /// The tree has ended.
    fn close(&mut self) {
        let (messages, root) = (std::mem::take(&mut self.messages), self.root.take());
        let too_much = self.too_much.take();
        self.bytes = 0;
        if let Some(row) = too_much {
            self.ready.push_back(row);
        } else if let Some(first) = messages.first() {
            let (line, place) = (first.line, first.place.clone());
            let row = conversation(&messages, root).unwrap_or_else(|(at, wrong)| {
                let at = at.and_then(|at| messages.get(at));
                let (line, place) = at.map_or((line, place), |at| (at.line, at.place.clone()));
                Row { line, place, read: Err(wrong) }
            });
            self.ready.push_back(row);
        }
    }
}

/// The best-ranked path as a row on the line of its prompt; or what is wrong, with the place of the message.
fn conversation(messages: &[Message], root: Option<Map<String, Value>>) -> Result<Row, (Option<usize>, Wrong)> {
    let apart = "the rows of a tree must stand together: sort the file by message_tree_id";
    let mut replies: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut first = None;
    for (at, message) in messages.iter().enumerate() {
        match (&message.parent, first) {
            (Some(parent), _) => replies.entry(parent).or_default().push(at),
            (None, None) => first = Some(at),
            (None, Some(_)) => return Err((Some(at), Wrong::field(PARENT, "missing in a second row of the tree"))),
        }
    }
    let is_there: HashSet<&str> = messages.iter().map(|message| message.id.as_str()).collect();
    let is_lost = |message: &Message| message.parent.as_deref().is_some_and(|parent| !is_there.contains(parent));
    if let Some(at) = messages.iter().position(is_lost) {
        let parent = messages[at].parent.as_deref().unwrap_or_default();
        let wrong = format!("{} is not among the rows of its tree around this line; {apart}", quoted(parent));
        return Err((Some(at), Wrong::field(PARENT, wrong)));
    }
    let (Some(first), Some(mut fields)) = (first, root) else {
        return Err((None, Wrong::field(PARENT, format!("no row of this tree is without one; {apart}"))));
    };
    let (mut path, mut next) = (Vec::new(), Some(first));
    // An id that stands twice could lead round in a circle.
    while let Some(at) = next.filter(|_| path.len() < messages.len()) {
        path.push(at);
        let of_it = replies.get(messages[at].id.as_str()).map_or(&[][..], Vec::as_slice);
        next = best(of_it.iter().map(|at| messages[*at].said.as_object())).map(|place| of_it[place]);
    }
    let path = answered(path, |at| is_question(&messages[*at].said)).map_err(|wrong| (Some(first), wrong))?;
    for at in &path {
        check_message(&messages[*at].said).map_err(|wrong| (Some(*at), wrong))?;
    }
    let said = path.iter().map(|at| messages[*at].said.clone()).collect();
    fields.retain(|name, _| !KEPT.contains(&name.as_str()));
    fields.insert(MESSAGES.to_owned(), Value::Array(said));
    let Message { line, place, .. } = &messages[first];
    Ok(Row { line: *line, place: place.clone(), read: Ok(Value::Object(fields)) })
}

fn too_many() -> Wrong {
    Wrong::row(format!("more than {MOST_ROWS} messages in one tree, the most for one conversation"))
}

/// `None` where there is none, or an empty one.
fn text(fields: &Map<String, Value>, name: &'static str) -> Result<Option<String>, Wrong> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        Some(_) => Err(Wrong::field(name, "expected a text")),
    }
}
