//! Repairs of almost-JSON that have one meaning only.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::domain::json_search::{slips, tex};
use crate::domain::word::words;

words! {
    /// What had to be repaired before an answer could be read.
    Repair is "repair" {
        /// A raw line break, tab or other control character in a string.
        RawControl = "raw_control_character",
        /// A comma before a closing bracket.
        TrailingComma = "trailing_comma",
        /// `\'` in a string.
        EscapedApostrophe = "escaped_apostrophe",
        /// A backslash before a sign that needs none: `\$`, `\%`, `\-`.
        NeedlessEscape = "needless_escape",
        /// The backslash of a TeX command that was not doubled: `\frac`.
        TexBackslash = "tex_backslash",
        /// Half of a surrogate pair; U+FFFD stands for it now.
        LoneSurrogate = "lone_surrogate",
        /// A byte order mark between the parts of the JSON.
        ByteOrderMark = "byte_order_mark",
        /// JSON written as a JSON string.
        JsonInString = "json_in_string",
        /// The turns under another name than "turns".
        OtherKey = "other_key",
        /// ShareGPT's "from" and "value".
        ShareGpt = "sharegpt_keys",
        /// A content of text parts.
        TextParts = "text_parts",
        /// A system turn at the beginning, dropped.
        SystemTurn = "system_turn_dropped",
        /// Strings in single quotes.
        SingleQuotes = "single_quotes",
        /// A key without quotes.
        UnquotedKey = "unquoted_key",
        /// A no-break space or another blank that JSON does not know.
        OddBlank = "odd_blank",
        /// A comment.
        Comment = "comment",
        /// `None`, `True`, `NaN` and the like.
        OtherConstant = "other_constant",
        /// Brackets that were not closed at the very end.
        MissingBracket = "missing_bracket",
        /// A conversation in several parts, joined.
        SeveralParts = "several_parts",
    }
}

/// The JSON value at the beginning of a text, repaired.
pub(super) struct Repaired {
    pub(super) json: String,
    /// How many bytes of the text it stands for; the whole text where it never ends.
    pub(super) length: usize,
    pub(super) repairs: BTreeSet<Repair>,
    /// Whether a TeX formula is open that began with `\[`.
    in_display: bool,
    /// The brackets that are open.
    open: Vec<char>,
    /// The last sign outside of strings, a quote for a string, and the one before it. `{` where there is none.
    last: [char; 2],
}

/// Repairs the object or array that the text begins with. Reads no byte of a string twice.
pub(super) fn repaired(text: &str) -> Repaired {
    let mut it = Repaired {
        json: String::new(),
        length: 0,
        repairs: BTreeSet::new(),
        in_display: false,
        open: Vec::new(),
        last: ['{'; 2],
    };
    while let Some(letter) = text[it.length..].chars().next() {
        it.part(&text[it.length..], letter);
        if it.open.is_empty() {
            return it;
        }
    }
    it.close_all();
    it
}

impl Repaired {
    fn keep(&mut self, length: usize, rest: &str) {
        self.json.push_str(&rest[..length]);
        self.length += length;
    }

    fn replace(&mut self, length: usize, by: &str, repair: Repair) {
        self.json.push_str(by);
        self.length += length;
        self.repairs.insert(repair);
    }

    fn saw(&mut self, sign: char) {
        self.last = [self.last[1], sign];
    }

    /// One string, word or sign outside of strings.
    fn part(&mut self, rest: &str, letter: char) {
        match letter {
            '"' => self.string(rest),
            '\'' => self.single_quoted(rest),
            '{' | '[' => {
                self.open.push(letter);
                self.saw(letter);
                self.keep(1, rest);
            }
            '}' | ']' => self.close(rest, letter),
            ',' if slips::after_blanks(&rest[1..]).starts_with(['}', ']']) => {
                self.replace(1, "", Repair::TrailingComma)
            }
            ',' | ':' => {
                self.saw(letter);
                self.keep(1, rest);
            }
            '/' | '#' if slips::comment(rest) > 0 => self.replace(slips::comment(rest), " ", Repair::Comment),
            '`' if self.is_after_value() && slips::is_fence_at_end(rest) => {
                self.length += rest.len();
            }
            '\u{feff}' => self.replace(letter.len_utf8(), "", Repair::ByteOrderMark),
            blank if slips::is_odd_blank(blank) => self.replace(blank.len_utf8(), " ", Repair::OddBlank),
            '-' if rest.starts_with("-Infinity") => self.replace("-Infinity".len(), "null", Repair::OtherConstant),
            word if slips::begins_word(word) => self.word(rest),
            blank if blank.is_ascii_whitespace() => self.keep(1, rest),
            other => {
                self.saw('0');
                self.keep(other.len_utf8(), rest);
            }
        }
    }

    fn string(&mut self, rest: &str) {
        let start = self.length;
        self.saw('"');
        self.keep(1, rest);
        while let Some(letter) = rest[self.length - start..].chars().next() {
            let left = &rest[self.length - start..];
            self.letter_of_string(left, letter);
            if letter == '"' {
                return;
            }
        }
        // It never ends, so nothing can be closed behind it.
        self.saw('…');
    }

    /// A string in single quotes. An apostrophe in it is none of them: only the one before a sign of JSON ends it.
    fn single_quoted(&mut self, rest: &str) {
        let is_key = self.expects_key();
        let Some(end) = slips::end_of_single_quoted(rest, is_key, self.open.last() == Some(&'[')) else {
            self.saw('…');
            return self.keep(rest.len(), rest);
        };
        let start = self.length;
        self.saw('"');
        self.replace(1, "\"", Repair::SingleQuotes);
        while self.length - start < end {
            let left = &rest[self.length - start..end];
            match left.chars().next() {
                Some('"') => self.replace(1, "\\\"", Repair::SingleQuotes),
                Some(letter) => self.letter_of_string(left, letter),
                None => break,
            }
        }
        self.replace(1, "\"", Repair::SingleQuotes);
    }

    /// A bare word: a key without quotes, a constant of another language, or a part of a number.
    fn word(&mut self, rest: &str) {
        let word = slips::word(rest);
        let is_key = self.expects_key() && slips::after_blanks(&rest[word.len()..]).starts_with(':');
        if is_key {
            self.saw('"');
            return self.replace(word.len(), &format!("\"{word}\""), Repair::UnquotedKey);
        }
        self.saw('0');
        match slips::constant(word) {
            Some(value) => self.replace(word.len(), value, Repair::OtherConstant),
            None => self.keep(word.len(), rest),
        }
    }

    /// A closing bracket. At the very end of a text, one or more may be missing before it.
    fn close(&mut self, rest: &str, letter: char) {
        let opening = if letter == '}' { '{' } else { '[' };
        if self.open.last() != Some(&opening) && self.open.contains(&opening) && slips::is_all_closing(rest) {
            while self.open.last().is_some_and(|open| *open != opening) {
                self.close_one();
            }
        }
        // A bracket that closes another one is a fault, which reading the JSON tells.
        self.open.pop();
        self.saw(letter);
        self.keep(1, rest);
    }

    fn close_one(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let closing = if open == '{' { '}' } else { ']' };
        self.json.push(closing);
        self.saw(closing);
        self.repairs.insert(Repair::MissingBracket);
    }

    /// Closes what is open where the text ends after a whole value.
    fn close_all(&mut self) {
        if !self.is_after_value() {
            return;
        }
        while !self.open.is_empty() {
            self.close_one();
        }
    }

    fn expects_key(&self) -> bool {
        self.open.last() == Some(&'{') && matches!(self.last[1], '{' | ',')
    }

    /// Whether a whole value stands before: a bracket closed, or a string that is no key. A number may be cut.
    fn is_after_value(&self) -> bool {
        match self.last {
            [_, '}' | ']'] => true,
            [before, '"'] => before == ':' || self.open.last() == Some(&'['),
            _ => false,
        }
    }

    fn letter_of_string(&mut self, rest: &str, letter: char) {
        if letter < ' ' {
            return self.replace(1, &format!("\\u{:04x}", u32::from(letter)), Repair::RawControl);
        }
        if letter != '\\' {
            return self.keep(letter.len_utf8(), rest);
        }
        match rest[1..].chars().next() {
            Some('\'') => self.replace(2, "'", Repair::EscapedApostrophe),
            Some('u') => match (unit(rest), rest.get(6..).and_then(unit)) {
                (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => self.keep(12, rest),
                (Some(0xd800..=0xdfff), _) => self.replace(6, "\\ufffd", Repair::LoneSurrogate),
                (None, _) if tex::is_command(&rest[1..]) => self.replace(1, "\\\\", Repair::TexBackslash),
                _ => self.keep(2, rest),
            },
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => self.keep(2, rest),
            Some(letter) if letter.is_alphanumeric() && !tex::is_command(&rest[1..]) => {
                self.keep(1 + letter.len_utf8(), rest);
            }
            Some(letter) if letter.is_alphanumeric() => self.replace(1, "\\\\", Repair::TexBackslash),
            Some(sign) if sign >= ' ' => self.sign(rest, sign),
            escaped => self.keep(1 + escaped.map_or(0, char::len_utf8), rest),
        }
    }
}

impl Repaired {
    /// A backslash before a sign that needs none. In TeX, brackets that open and close a formula keep theirs.
    fn sign(&mut self, rest: &str, sign: char) {
        let length = 1 + sign.len_utf8();
        self.in_display |= sign == '[' && tex::is_display(&rest[length..]);
        if matches!(sign, '(' | ')') || matches!(sign, '[' | ']') && self.in_display {
            self.in_display &= sign != ']';
            return self.replace(1, "\\\\", Repair::TexBackslash);
        }
        self.replace(length, &rest[1..length], Repair::NeedlessEscape);
    }
}

/// The JSON that a string holds, and what had to be repaired.
pub(crate) fn json_in(text: &str) -> Option<(Value, BTreeSet<Repair>)> {
    let text = text.trim().trim_start_matches('\u{feff}');
    if !text.starts_with(['{', '[', '"']) {
        return None;
    }
    let mut repairs = BTreeSet::from([Repair::JsonInString]);
    let mut value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(_) => {
            let mut mended = repaired(text);
            repairs.append(&mut mended.repairs);
            serde_json::from_str(&mended.json).ok()?
        }
    };
    repairs.extend(tex::restore(&mut value).then_some(Repair::TexBackslash));
    Some((value, repairs))
}

/// The number in `\uXXXX`.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}
