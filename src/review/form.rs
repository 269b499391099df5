//! A conversation as a text that a person edits, and back. What they leave alone comes back exactly as it was.

use std::fmt::Write as _;

use crate::domain::conversation::{Revised, Role, Turn, without_blank_edges};

/// The lines before the turns, in this order.
const HEADS: [&str; 4] = ["title", "persona", "emotion", "topic"];
/// Begins the line above a turn, and ends it.
const MARK: &str = "===";
/// Begins a line that the program writes to say what is wrong; it is never read.
const SAID: &str = "#! dialoom:";

/// What is wrong with a text, and in which line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct FormError {
    /// Counted from 1, in the text without the lines of the program.
    pub line: usize,
    /// What is wrong, and what should stand there.
    pub what: String,
}

/// The text to edit. `above` is said in the first lines.
pub fn form(revised: &Revised, above: &str) -> String {
    let mut out = String::new();
    for line in above.lines() {
        let _ = writeln!(out, "# {line}");
    }
    for (name, value) in HEADS.iter().zip(heads(revised)) {
        let _ = writeln!(out, "{name}: {}", one_line(value));
    }
    for (turn, number) in revised.turns.iter().zip(1..) {
        let _ = write!(out, "\n{MARK} {number} {} {MARK}\n{}\n", turn.role, escaped(&turn.content));
    }
    out
}

/// The same text with what is wrong above the line.
pub fn with_error(text: &str, error: &FormError) -> String {
    let mut lines: Vec<String> = own_lines(text).map(str::to_owned).collect();
    let at = error.line.saturating_sub(1).min(lines.len());
    lines.insert(at, format!("{SAID} {}", error.what));
    lines.join("\n") + "\n"
}

/// Reads an edited text. `before` is what it was: parts that nobody touched are taken from there.
pub fn parse(text: &str, before: Option<&Revised>) -> Result<Revised, FormError> {
    let mut reader = Reader::default();
    for (line, number) in own_lines(text).zip(1..) {
        reader.line(line, number)?;
    }
    let revised = reader.finish()?;
    Ok(match before {
        Some(before) => untouched(revised, before),
        None => revised,
    })
}

fn own_lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_start_matches('\u{feff}').lines().filter(|line| !line.starts_with(SAID))
}

fn heads(revised: &Revised) -> [&String; 4] {
    [&revised.title, &revised.subject.persona, &revised.subject.emotion, &revised.subject.topic]
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line of a turn that looks like one of the form gets a backslash, and loses it when it is read.
fn is_like_ours(line: &str) -> bool {
    let line = line.trim_start_matches('\\');
    line.starts_with(MARK) || line.starts_with(SAID)
}

fn escaped(content: &str) -> String {
    let escape = |line: &str| if is_like_ours(line) { format!("\\{line}") } else { line.to_owned() };
    content.lines().map(escape).collect::<Vec<_>>().join("\n")
}

/// Equal for two texts that only differ in what an editor may change by itself: ends of lines, and blank lines around.
fn plain(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn untouched(mut revised: Revised, before: &Revised) -> Revised {
    let kept = |new: &mut String, old: &String| {
        if *new == one_line(old) {
            new.clone_from(old);
        }
    };
    kept(&mut revised.title, &before.title);
    kept(&mut revised.subject.persona, &before.subject.persona);
    kept(&mut revised.subject.emotion, &before.subject.emotion);
    kept(&mut revised.subject.topic, &before.subject.topic);
    for (new, old) in revised.turns.iter_mut().zip(&before.turns) {
        if plain(&new.content) == plain(&old.content) {
            new.content.clone_from(&old.content);
        }
    }
    revised
}

/// What has been read so far.
#[derive(Debug, Default)]
struct Reader {
    heads: [Option<String>; 4],
    turns: Vec<(usize, Role, String)>,
    lines: usize,
}

impl Reader {
    fn line(&mut self, line: &str, number: usize) -> Result<(), FormError> {
        self.lines = number;
        if line.starts_with(MARK) {
            self.turns.push((number, role(line, number)?, String::new()));
            return Ok(());
        }
        let Some((.., content)) = self.turns.last_mut() else { return self.head(line, number) };
        content.push_str(if is_like_ours(line) { line.strip_prefix('\\').unwrap_or(line) } else { line });
        content.push('\n');
        Ok(())
    }

    fn head(&mut self, line: &str, number: usize) -> Result<(), FormError> {
        if line.trim().is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let expected = || FormError {
            line: number,
            what: format!("expected title:, persona:, emotion: or topic:, or a turn: {MARK} 1 user {MARK}"),
        };
        let (name, value) = line.split_once(':').ok_or_else(expected)?;
        let place = HEADS.iter().position(|head| name.trim().eq_ignore_ascii_case(head)).ok_or_else(expected)?;
        match &mut self.heads[place] {
            Some(_) => Err(FormError { line: number, what: format!("{} stands here twice", HEADS[place]) }),
            empty => {
                *empty = Some(one_line(value));
                Ok(())
            }
        }
    }

    fn finish(self) -> Result<Revised, FormError> {
        let end = self.lines.max(1);
        let [title, persona, emotion, topic] = self.heads.map(Option::unwrap_or_default);
        for (name, value) in [("persona", &persona), ("emotion", &emotion)] {
            if value.is_empty() {
                return Err(FormError { line: 1, what: format!("{name} is missing: write a line \"{name}: …\"") });
            }
        }
        let mut turns = Vec::with_capacity(self.turns.len());
        for (line, role, content) in self.turns {
            let content = without_blank_edges(&content).to_owned();
            if content.is_empty() {
                return Err(FormError { line, what: "this turn is empty: write its text, or remove it".into() });
            }
            turns.push(Turn { role, content });
        }
        if turns.is_empty() {
            return Err(FormError {
                line: end,
                what: format!("there is no turn: begin one with {MARK} 1 user {MARK}"),
            });
        }
        let title = match title.is_empty() {
            true => [persona.as_str(), topic.as_str()]
                .iter()
                .filter(|part| !part.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(" - "),
            false => title,
        };
        let subject = crate::domain::conversation::Subject { persona, emotion, topic };
        Ok(Revised { title, subject, turns })
    }
}

/// The speaker of `=== 3 user ===`; the number is for people.
fn role(line: &str, number: usize) -> Result<Role, FormError> {
    let words: Vec<&str> = line.split_whitespace().filter(|word| *word != MARK).collect();
    let role = words.last().and_then(|word| word.parse().ok());
    role.filter(|_| words.len() <= 2).ok_or_else(|| FormError {
        line: number,
        what: format!(
            "expected the number and the speaker of a turn: {MARK} 3 user {MARK} or {MARK} 4 assistant {MARK}; \
             begin the line with a backslash where it is text"
        ),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::conversation::Subject;

    fn revised(title: &str, contents: &[&str]) -> Revised {
        let role = |at: usize| if at.is_multiple_of(2) { Role::User } else { Role::Assistant };
        Revised {
            title: title.into(),
            subject: Subject { persona: "Nurse".into(), emotion: "calm".into(), topic: String::new() },
            turns: contents
                .iter()
                .enumerate()
                .map(|(at, content)| Turn { role: role(at), content: (*content).into() })
                .collect(),
        }
    }

    #[test]
    fn a_form_reads_as_a_person_writes_it() {
        let text = form(&revised("A talk", &["Hello", "Hi\n\nthere"]), "Save to store.");
        let expected = "# Save to store.\ntitle: A talk\npersona: Nurse\nemotion: calm\ntopic: \n\n=== 1 user ===\nHello\n\n\
            === 2 assistant ===\nHi\n\nthere\n";
        assert_eq!(text, expected);
        let edited = text.replace("Hello", "  Good morning  ").replace("=== 2 assistant ===", "===assistant===");
        assert!(parse(&edited, None).is_err(), "a mark is a word");
        let edited = text.replace("Hello", "  Good morning  ").replace("2 assistant", "assistant");
        assert_eq!(parse(&edited, None), Ok(revised("A talk", &["Good morning", "Hi\n\nthere"])));
    }

    #[test]
    fn what_is_wrong_is_said_above_its_line_and_is_not_read_again() {
        let text = "title: A\npersona: Nurse\nemotion: calm\n=== 1 usr ===\nHello\n";
        let error = parse(text, None).expect_err("no speaker");
        assert_eq!(error.line, 4);
        let said = with_error(text, &error);
        assert!(said.lines().nth(3).is_some_and(|line| line.starts_with("#! dialoom: expected the number")), "{said}");
        let mended = with_error(&said, &error).replace("usr", "user");
        assert_eq!(mended.matches("#! dialoom:").count(), 1);
        assert_eq!(parse(&mended, None), Ok(revised("A", &["Hello"])));
        for (wrong, line) in [
            ("persona: a\nemotion: b\n=== 1 user ===\n\n=== 2 assistant ===\nx", 3),
            ("title: a\nemotion: b\n=== 1 user ===\nx", 1),
            ("persona: a\nemotion: b\n", 2),
            ("persona: a\nmood: b\n", 2),
            ("persona: a\npersona: b\n", 2),
            ("", 1),
        ] {
            assert_eq!(parse(wrong, None).map_err(|error| error.line), Err(line), "{wrong}");
        }
    }

    #[test]
    fn indents_and_first_lines_of_scripts_are_text() {
        let text = "persona: Nurse\nemotion: calm\n=== user ===\n#!/bin/sh\necho hi\n=== assistant ===\n\n    def f():\n        return 2 \n\n";
        let read = parse(text, None).expect("it is read");
        assert_eq!(read.turns[0].content, "#!/bin/sh\necho hi");
        assert_eq!(read.turns[1].content, "    def f():\n        return 2");
    }

    proptest! {
        #[test]
        fn what_nobody_touched_comes_back_exactly(
            title in ".{0,20}",
            contents in prop::collection::vec("(\\\\|=== |#! |#! dialoom: |\n|\r\n| |x|é){1,12}x(\n| ){0,2}", 1..4),
        ) {
            let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
            let before = Revised { title: format!("t{title}"), ..revised("", &contents) };
            let text = form(&before, "Above.");
            prop_assert_eq!(parse(&text, Some(&before)), Ok(before.clone()));
            let other_ends = text.replace("\r\n", "\n").replace('\n', "\r\n");
            prop_assert_eq!(parse(&other_ends, Some(&before)), Ok(before));
        }
    }
}
