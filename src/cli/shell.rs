//! Commands to type next, quoted for a POSIX shell: a line copied from the screen does what it says.

use crate::domain::invisible::is_invisible;

/// Quotes a word for a POSIX shell.
///
/// Characters that the screen hides become octal bytes for `printf`, since a copied line would lose them. For a name
/// that looks like a flag use [`operand`].
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,@%+=".contains(c);
    // zsh replaces =name by the path of the command.
    if !word.is_empty() && !word.starts_with('=') && word.chars().all(plain) {
        return word.to_owned();
    }
    let mut shell = String::new();
    let mut rest = word;
    while !rest.is_empty() || shell.is_empty() {
        let shown = rest.find(is_unseen).unwrap_or(rest.len());
        let (before, from) = rest.split_at(shown);
        if !before.is_empty() || word.is_empty() {
            shell.push_str(&format!("'{}'", before.replace('\'', r"'\''")));
        }
        let (unseen, after) = from.split_at(from.find(|c| !is_unseen(c)).unwrap_or(from.len()));
        if !unseen.is_empty() {
            let octal: String = unseen.bytes().map(|byte| format!("\\{byte:03o}")).collect();
            shell.push_str(&format!("\"$(printf '{octal}')\""));
        }
        rest = after;
    }
    shell
}

/// Characters that a terminal hides or obeys. Not the line end: it shows, and a substitution would lose it.
fn is_unseen(letter: char) -> bool {
    (letter.is_control() && letter != '\n') || is_invisible(letter)
}

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

/// This process's own command line without `--flag` and its value, with `extra` after its other flags.
pub(crate) fn again_without(flag: &str, extra: &[&str]) -> String {
    let typed: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    rebuilt(&typed, flag, extra)
}

fn rebuilt(typed: &[String], flag: &str, extra: &[&str]) -> String {
    // What follows -- is no flag, whatever it looks like.
    let end = typed.iter().position(|word| word == "--").unwrap_or(typed.len());
    let (flags, operands) = typed.split_at(end);
    let mut words = vec!["dialoom".to_owned()];
    let mut flags = flags.iter();
    while let Some(word) = flags.next() {
        if word == flag {
            flags.next();
        } else if !word.strip_prefix(flag).is_some_and(|rest| rest.starts_with('=')) {
            words.push(quoted(word));
        }
    }
    words.extend(extra.iter().copied().chain(operands.iter().map(String::as_str)).map(quoted));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_next_page_is_the_same_command_with_another_cursor() {
        let typed = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let line = typed(&["list", "--persona", "Teacher, it's late", "--cursor", "a", "--cursor=b", "--asc"]);
        let expected = r"dialoom list --persona 'Teacher, it'\''s late' --asc --cursor c";
        assert_eq!(rebuilt(&line, "--cursor", &["--cursor", "c"]), expected);
        let line = typed(&["review", "--cursor", "a", "--", "--cursor", "x"]);
        assert_eq!(rebuilt(&line, "--cursor", &["--asc"]), "dialoom review --asc -- --cursor x");
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

    #[test]
    fn an_ordinary_word_stays_as_it_is() {
        for word in ["q4", "--persona=Nurse", "./a/b-c_d.toml", "2026-01-31T00:00:00+01:00"] {
            assert_eq!(quoted(word), word);
        }
    }

    #[cfg(unix)]
    fn read_by_a_shell(words: &str) -> String {
        let read = std::process::Command::new("sh").arg("-c").arg(format!("printf %s {words}")).output();
        String::from_utf8(read.expect("sh runs").stdout).expect("UTF-8")
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_reads_what_was_quoted() {
        for nasty in [
            "",
            " ",
            "'",
            "''",
            "\"",
            "\\",
            "$HOME",
            "`id`",
            "$(id)",
            "a;b",
            "a&b|c",
            "*",
            "~",
            "#x",
            "!!",
            "{a,b}",
            "=ls",
            "a\nb\n",
            "\n",
            "\t",
            "\r",
            "\u{1b}[2J",
            "a\u{7}",
            "\u{7f}",
            "\u{85}\n",
            "\u{202e}abc\u{202c}",
            "\u{e0041}",
            "é 日本",
            "👩\u{200d}👧",
            "%s",
            "100%",
        ] {
            assert_eq!(read_by_a_shell(&quoted(nasty)), nasty, "{}", quoted(nasty));
        }
    }

    #[cfg(unix)]
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_shell_reads_any_name_as_it_was(name in "([\u{1}-\u{7f}]|[\u{80}-\u{9f}]|\u{202e}|\\PC){0,12}") {
            prop_assert_eq!(read_by_a_shell(&quoted(&name)), name);
        }

        #[test]
        fn nothing_unseen_is_left_in_a_quoted_word(name in ".{0,20}") {
            let shell = quoted(&name);
            prop_assert_eq!(crate::ui::printable(&shell), shell);
        }
    }
}
