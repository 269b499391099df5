//! A word quoted for a POSIX shell.

use std::ffi::OsStr;

use crate::domain::invisible::is_invisible;

/// Quotes a word for a POSIX shell.
///
/// Characters that the screen hides become octal bytes for `printf`, since a copied line would lose them.
pub(crate) fn quoted(word: &str) -> String {
    quoted_bytes(word.as_bytes())
}

/// The same for a path or an argument, which may hold bytes that are no text.
pub(crate) fn quoted_os(word: &OsStr) -> String {
    quoted_bytes(word.as_encoded_bytes())
}

fn quoted_bytes(word: &[u8]) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_./:,@%+=".contains(byte);
    // zsh replaces =name by the path of the command.
    if !word.is_empty() && !word.starts_with(b"=") && word.iter().all(plain) {
        return String::from_utf8_lossy(word).into_owned();
    }
    if word.is_empty() {
        return "''".into();
    }
    let mut shell = Shell::default();
    for part in word.utf8_chunks() {
        for letter in part.valid().chars() {
            match is_unseen(letter) {
                true => shell.octal(letter.encode_utf8(&mut [0; 4]).as_bytes()),
                false => shell.letter(letter),
            }
        }
        shell.octal(part.invalid());
    }
    shell.between(None);
    shell.text
}

/// What a stretch of a quoted word stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Quotes,
    Printf,
}

#[derive(Default)]
struct Shell {
    text: String,
    inside: Option<Inside>,
}

impl Shell {
    fn between(&mut self, next: Option<Inside>) {
        if self.inside == next {
            return;
        }
        self.text.push_str(match self.inside {
            None => "",
            Some(Inside::Quotes) => "'",
            Some(Inside::Printf) => "')\"",
        });
        self.text.push_str(match next {
            None => "",
            Some(Inside::Quotes) => "'",
            Some(Inside::Printf) => "\"$(printf '",
        });
        self.inside = next;
    }

    fn letter(&mut self, letter: char) {
        self.between(Some(Inside::Quotes));
        match letter {
            '\'' => self.text.push_str(r"'\''"),
            letter => self.text.push(letter),
        }
    }

    fn octal(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.between(Some(Inside::Printf));
            self.text.push_str(&format!("\\{byte:03o}"));
        }
    }
}

/// Characters that a terminal hides or obeys. Not the line end: it shows, and a substitution would lose it.
fn is_unseen(letter: char) -> bool {
    (letter.is_control() && letter != '\n') || is_invisible(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_kept() {
        use std::os::unix::ffi::OsStrExt;
        let word = quoted_os(OsStr::from_bytes(b"a\xff b.toml"));
        assert_eq!(word, r#"'a'"$(printf '\377')"' b.toml'"#);
    }
}
