//! Commands to type next, quoted for a POSIX shell: a line copied from the screen does what it says.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::domain::shell::{quoted, quoted_os};

/// A name or path as the last words of a command; after `--` where it looks like a flag.
pub(crate) fn operand(name: &str) -> String {
    if name.starts_with('-') { format!("-- {}", quoted(name)) } else { quoted(name) }
}

/// A whole command with a name or path and flags; a name that looks like a flag goes last.
pub(crate) fn command(words: &str, name: &str, flags: &str) -> String {
    match name.starts_with('-') {
        true => format!("dialoom {words} {flags} {}", operand(name)),
        false => format!("dialoom {words} {} {flags}", operand(name)),
    }
}

/// A flag and its value; joined by `=` where the value looks like a flag.
pub(crate) fn flag(name: &str, value: &str) -> String {
    let between = if value.starts_with('-') { '=' } else { ' ' };
    format!("{name}{between}{}", quoted(value))
}

/// The same for a path, which may hold bytes that are no text.
pub(crate) fn path_flag(name: &str, path: &Path) -> String {
    let between = if path.as_os_str().as_encoded_bytes().starts_with(b"-") { '=' } else { ' ' };
    format!("{name}{between}{}", quoted_os(path.as_os_str()))
}

/// This process's own command line, without --db and --config like [`again_without`].
pub(crate) fn again() -> String {
    rebuilt(&std::env::args_os().skip(1).collect::<Vec<_>>(), &["--db", "--config"], &[])
}

/// This process's own command line without `--flag` and its value, with `extra` after its other flags.
///
/// Leaves out --db and --config as well: every command that a message names gets them where it is printed.
pub(crate) fn again_without(flag: &str, extra: &[&str]) -> String {
    let typed: Vec<OsString> = std::env::args_os().skip(1).collect();
    rebuilt(&typed, &[flag, "--db", "--config"], extra)
}

/// This process's own command line with `extra` after its other flags.
pub(crate) fn again_with(extra: &[&str]) -> String {
    let typed: Vec<OsString> = std::env::args_os().skip(1).collect();
    rebuilt(&typed, &["--db", "--config"], extra)
}

/// This process's own command line with other values of some flags. `change` gets a flag without its dashes and the
/// value; `None` keeps it.
pub(crate) fn again_changed(change: &dyn Fn(&str, &str) -> Option<String>) -> String {
    let typed: Vec<OsString> = std::env::args_os().skip(1).collect();
    rebuilt(&changed(typed, change), &["--db", "--config"], &[])
}

fn changed(mut typed: Vec<OsString>, change: &dyn Fn(&str, &str) -> Option<String>) -> Vec<OsString> {
    let end = typed.iter().position(|word| word == "--").unwrap_or(typed.len());
    let flag = |word: &OsString| word.to_str().and_then(|word| word.strip_prefix("--")).map(str::to_owned);
    for place in 0..end {
        let Some(long) = flag(&typed[place]) else { continue };
        if let Some((name, value)) = long.split_once('=') {
            if let Some(value) = change(name, value) {
                typed[place] = format!("--{name}={value}").into();
            }
        } else if let Some(value) = typed[..end].get(place + 1).and_then(|value| change(&long, value.to_str()?)) {
            typed[place + 1] = value.into();
        }
    }
    typed
}

fn rebuilt(typed: &[OsString], without: &[&str], extra: &[&str]) -> String {
    // What follows -- is no flag, whatever it looks like.
    let end = typed.iter().position(|word| word == "--").unwrap_or(typed.len());
    let (flags, operands) = typed.split_at(end);
    let mut words = vec!["dialoom".to_owned()];
    let mut flags = flags.iter();
    while let Some(word) = flags.next() {
        if without.iter().any(|flag| word == flag) {
            flags.next();
        } else if !without.iter().any(|flag| has_value(word, flag)) {
            words.push(quoted_os(word));
        }
    }
    words.extend(extra.iter().copied().map(quoted));
    words.extend(operands.iter().map(|word| quoted_os(word)));
    words.join(" ")
}

/// Whether the word is `--flag=…`.
fn has_value(word: &OsStr, flag: &str) -> bool {
    word.as_encoded_bytes().strip_prefix(flag.as_bytes()).is_some_and(|rest| rest.starts_with(b"="))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_next_page_is_the_same_command_with_another_cursor() {
        let typed = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        let line =
            typed(&["list", "--persona", "Teacher, it's late", "--cursor", "a", "--cursor=b", "--db=x", "--asc"]);
        let expected = r"dialoom list --persona 'Teacher, it'\''s late' --asc --cursor c";
        assert_eq!(rebuilt(&line, &["--cursor", "--db"], &["--cursor", "c"]), expected);
        let line = typed(&["review", "--cursor", "a", "--", "--cursor", "x"]);
        assert_eq!(rebuilt(&line, &["--cursor", "--db"], &["--asc"]), "dialoom review --asc -- --cursor x");
    }

    #[test]
    fn a_value_is_changed_where_its_flag_has_it() {
        let typed = ["approve", "--persona", "ann", "--topic=ann", "--note", "ann", "--", "--persona", "ann"];
        let typed: Vec<OsString> = typed.iter().map(OsString::from).collect();
        let to_part = |flag: &str, value: &str| (flag != "note" && value == "ann").then(|| format!("~{value}"));
        let line = rebuilt(&changed(typed, &to_part), &[], &[]);
        assert_eq!(line, "dialoom approve --persona '~ann' '--topic=~ann' --note ann -- --persona ann");
    }

    #[test]
    fn a_name_that_begins_with_a_dash_is_no_flag() {
        assert_eq!(operand("-x y"), "-- '-x y'");
        assert_eq!(operand("q4"), "q4");
        assert_eq!(command("batch resume", "-x", "--rpm 5"), "dialoom batch resume --rpm 5 -- -x");
        assert_eq!(command("batch resume", "q4", "--rpm 5"), "dialoom batch resume q4 --rpm 5");
        assert_eq!(flag("--batch", "-x"), "--batch=-x");
        assert_eq!(flag("--batch", "it's"), r"--batch 'it'\''s'");
    }

    proptest! {
        #[test]
        fn nothing_unseen_is_left_in_a_quoted_word(name in ".{0,20}") {
            let shell = quoted(&name);
            prop_assert_eq!(crate::ui::printable(&shell), shell);
        }
    }
}
