//! The names that people type: of templates, scenarios, edge cases and vocabularies.

use crate::domain::invisible::hides;

/// The most letters of a name.
const MOST: usize = 200;

/// What is wrong with a name, as the end of a sentence; `None` where it is one line of letters that show.
pub(crate) fn fault(name: &str) -> Option<String> {
    let letters = name.chars().count();
    if letters > MOST {
        return Some(format!("has {letters} letters; expected at most {MOST}"));
    }
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    let wrong = name.chars().find(|letter| breaks(*letter) || hides(*letter))?;
    let what = if breaks(wrong) { "breaks the line or controls a terminal" } else { "hides text or turns it round" };
    Some(format!("holds U+{:04X}, which {what}; expected one line of letters that show", u32::from(wrong)))
}

/// What keeps something new from having this name, as the end of a sentence. A stored one keeps it.
pub(crate) fn unfit(name: &str) -> Option<String> {
    match name.trim_start().chars().next() {
        None => Some("is empty; expected some letters".to_owned()),
        Some('-') => Some("begins with -, as a flag does; expected a letter or a digit first".to_owned()),
        Some('@') => Some("begins with @, as @last does; expected a letter or a digit first".to_owned()),
        Some(_) => fault(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_of_letters_that_show() {
        for name in ["Coffee Tins", "Père & fils — 2", "نمونه\u{200c}ها", "👩\u{200d}🌾", &"x".repeat(MOST)]
        {
            assert_eq!(fault(name), None, "{name}");
        }
        let long = "x".repeat(MOST + 1);
        for name in ["a\nb", "a\tb", "a\u{1b}[1m", "a\u{2028}b", "a\u{202e}b", "a\u{2066}b", "a\u{200b}b", &long] {
            assert!(fault(name).is_some() && unfit(name).is_some(), "{}", name.escape_unicode());
        }
    }

    #[test]
    fn nothing_new_is_called_like_a_flag_or_a_word_of_the_command_line() {
        for name in ["", " ", "@last", " @x", "--help", "-"] {
            assert!(unfit(name).is_some(), "{name}");
        }
        for name in ["A", "401(k)", "…", "mail@home", "a-b"] {
            assert_eq!(unfit(name), None, "{name}");
        }
    }
}
