//! Text of a model, document or user inside a prompt: data between two lines that it cannot forge.

use serde_json::{Value, json};

use crate::domain::conversation::Turn;
use crate::quality::control_token;

/// A value as JSON on one line, its line breaks escaped. No control token stands in it as such: its first letter is
/// escaped, which leaves the value the same.
pub(crate) fn line(value: &Value) -> String {
    let json = value.to_string();
    let mut inert = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(token) = control_token(rest) {
        let first = rest[token.start..].chars().next().unwrap_or_default();
        inert.push_str(&rest[..token.start]);
        inert.push_str(&format!("\\u{:04x}", u32::from(first)));
        rest = &rest[token.start + first.len_utf8()..];
    }
    inert.push_str(rest);
    inert
}

/// A line for each turn, with its number from 1.
pub(crate) fn lines_of(turns: &[Turn]) -> Vec<String> {
    let one = |(number, turn): (usize, &Turn)| line(&json!({ "turn": number, turn.role.as_str(): turn.content }));
    (1..).zip(turns).map(one).collect()
}

/// A beginning of the checksum that occurs in none of the lines.
pub(crate) fn fence(lines: &[String], checksum: &str) -> String {
    let longer = (12..checksum.len()).map(|length| checksum[..length].to_owned());
    let free = longer.into_iter().find(|mark| !lines.iter().any(|line| line.contains(mark.as_str())));
    free.unwrap_or_else(|| checksum.to_owned())
}
