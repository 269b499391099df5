//! Repairs of almost-JSON that have one meaning only.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::domain::json_search::tex;
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
}

/// Repairs the object or array that the text begins with. Reads no byte twice.
pub(super) fn repaired(text: &str) -> Repaired {
    let mut it = Repaired { json: String::new(), length: 0, repairs: BTreeSet::new(), in_display: false };
    let mut depth = 0_usize;
    let mut in_string = false;
    while let Some(letter) = text[it.length..].chars().next() {
        let rest = &text[it.length..];
        if in_string {
            in_string = letter != '"';
            it.letter_of_string(rest, letter);
            continue;
        }
        match letter {
            '"' => in_string = true,
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match letter {
            ',' if rest[1..].trim_start().starts_with(['}', ']']) => it.replace(1, "", Repair::TrailingComma),
            '\u{feff}' => it.replace(letter.len_utf8(), "", Repair::ByteOrderMark),
            _ => it.keep(letter.len_utf8(), rest),
        }
        if depth == 0 {
            break;
        }
    }
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
