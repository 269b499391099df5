//! Reads a file of patterns.
//!
//! ```text
//! # a comment
//! @cannot = can not | am (unable|not able) to     a class, for use in later lines
//! [refusal]                                       the list that the next lines belong to
//! i @cannot ~3 (help|assist) $                    a pattern
//! ```
//!
//! | in a pattern | means |
//! | --- | --- |
//! | `word` | that word, in any case; contractions are written out: `can not`, `i am` |
//! | `retir*` | a word that begins so; not as the first word |
//! | `(a\|b c\|)` | one of these, or nothing |
//! | `@name` | a class |
//! | `~3` | up to three words of the same sentence |
//! | `-(a\|b)` | here stands none of these |
//! | `#` | a number |
//! | `,` | a sign follows the word before: not only a space |
//! | `^` `^^` | the next word begins a sentence, the turn |
//! | `$` `$$` | the last word ended its sentence, the turn |

use std::collections::HashMap;

use crate::quality::phrases::anchor::anchor;
use crate::quality::phrases::program::{Node, Program};
use crate::quality::phrases::{Kind, Step};
use crate::quality::text::word_id;

/// The patterns of a file with their lists. An error names the line.
pub(super) fn compile(file: &str) -> Result<Vec<(Kind, Program)>, String> {
    let mut classes = HashMap::new();
    let mut kind = None;
    let mut patterns = Vec::new();
    for (at, line) in file.lines().enumerate() {
        let wrong = |message: String| format!("line {}: {message}", at + 1);
        let line = line.trim();
        if line.is_empty() || line.starts_with("# ") || line == "#" {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            kind = Some(name.parse::<Kind>().map_err(|error| wrong(error.to_string()))?);
            continue;
        }
        if let Some((name, body)) = line.strip_prefix('@').and_then(|rest| rest.split_once(" = ")) {
            let node = Parser::new(body, &classes).all().map_err(wrong)?;
            classes.insert(name.to_owned(), node);
            continue;
        }
        let kind = kind.ok_or_else(|| wrong("a pattern stands before any [list]".to_owned()))?;
        let node = Parser::new(line, &classes).all().map_err(wrong)?;
        let program = Program::new(&node, anchor(&node));
        if !program.begins_with_words() {
            return Err(wrong("a pattern begins with words or classes of words".to_owned()));
        }
        patterns.push((kind, program));
    }
    Ok(patterns)
}

struct Parser<'a> {
    signs: Vec<String>,
    at: usize,
    classes: &'a HashMap<String, Node>,
}

impl<'a> Parser<'a> {
    fn new(text: &str, classes: &'a HashMap<String, Node>) -> Parser<'a> {
        let mut spaced = String::with_capacity(text.len() * 2);
        for letter in text.chars() {
            match letter {
                '(' | ')' | '|' => spaced.extend([' ', letter, ' ']),
                '-' if spaced.ends_with(' ') => spaced.extend(['-', ' ']),
                _ => spaced.push(letter),
            }
        }
        Parser { signs: spaced.split_whitespace().map(str::to_owned).collect(), at: 0, classes }
    }

    fn all(mut self) -> Result<Node, String> {
        let node = self.alternatives()?;
        if self.at < self.signs.len() { Err(format!("unexpected \"{}\"", self.signs[self.at])) } else { Ok(node) }
    }

    fn peek(&self) -> Option<&str> {
        self.signs.get(self.at).map(String::as_str)
    }

    fn alternatives(&mut self) -> Result<Node, String> {
        let mut all = vec![self.sequence()?];
        while self.peek() == Some("|") {
            self.at += 1;
            all.push(self.sequence()?);
        }
        Ok(Node::Any(all))
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut all = Vec::new();
        while self.peek().is_some_and(|sign| !matches!(sign, "|" | ")")) {
            all.push(self.item()?);
        }
        Ok(Node::All(all))
    }

    fn item(&mut self) -> Result<Node, String> {
        let sign = self.signs[self.at].clone();
        self.at += 1;
        Ok(match sign.as_str() {
            "(" => {
                let node = self.alternatives()?;
                if self.peek() != Some(")") {
                    return Err("a bracket has no end".to_owned());
                }
                self.at += 1;
                node
            }
            "-" => {
                if self.at == self.signs.len() {
                    return Err("nothing stands behind -".to_owned());
                }
                Node::Not(Box::new(self.item()?))
            }
            "#" => Node::Step(Step::Number),
            "," => Node::Step(Step::SignBefore),
            "^" => Node::Step(Step::SentenceStart),
            "^^" => Node::Step(Step::TurnStart),
            "$" => Node::Step(Step::SentenceEnd),
            "$$" => Node::Step(Step::TurnEnd),
            word => {
                if let Some(name) = word.strip_prefix('@') {
                    self.classes.get(name).cloned().ok_or_else(|| format!("no class @{name} above"))?
                } else if let Some(most) = word.strip_prefix('~') {
                    Node::Gap(most.parse().map_err(|_| format!("expected a number behind ~: {word}"))?)
                } else if let Some(start) = word.strip_suffix('*') {
                    Node::Step(Step::Prefix(start.to_owned()))
                } else {
                    Node::Step(Step::Word(word_id(word)))
                }
            }
        })
    }
}
