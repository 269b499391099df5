//! Commands inside messages: each gets the flags that this process was given and that choose its data.
//!
//! Every message names a command as `dialoom COMMAND …`. Typed as printed, it then works on the same database with the
//! same settings.

/// The flags to repeat, and the commands that take them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeated {
    /// The flags as typed, quoted for a shell; empty where none was given.
    pub flags: String,
    /// The names of the commands.
    pub commands: Vec<String>,
}

const PROGRAM: &str = "dialoom ";

impl Repeated {
    /// The message with the flags after each `dialoom` that begins a command. A quoted word stays as it is.
    pub(crate) fn within(&self, message: &str) -> String {
        if self.flags.is_empty() || !message.contains(PROGRAM) {
            return message.to_owned();
        }
        let mut whole = String::with_capacity(message.len() + self.flags.len() + 1);
        let (mut rest, mut before) = (message, None::<char>);
        while let Some(letter) = rest.chars().next() {
            let begins_word = before.is_none_or(|before| " =(".contains(before));
            let taken = if letter == '\'' && begins_word {
                quoted_word(rest)
            } else if letter == '"' && begins_word {
                // A name in a sentence.
                rest[1..].find('"').map_or(1, |end| end + 2)
            } else if before.is_none_or(|before| !before.is_alphanumeric()) && self.begins_command(rest) {
                whole.push_str(PROGRAM);
                whole.push_str(&self.flags);
                whole.push(' ');
                rest = &rest[PROGRAM.len()..];
                before = Some(' ');
                continue;
            } else {
                letter.len_utf8()
            };
            whole.push_str(&rest[..taken]);
            before = rest[..taken].chars().next_back();
            rest = &rest[taken..];
        }
        whole
    }

    fn begins_command(&self, text: &str) -> bool {
        let Some(after) = text.strip_prefix(PROGRAM) else { return false };
        // It has them already: a command that was made before its message.
        if after.starts_with(&self.flags) {
            return false;
        }
        let end = after.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(after.len());
        after.starts_with('-') || self.commands.iter().any(|command| *command == after[..end])
    }
}

/// The length of a word in single quotes, those that are escaped inside included.
fn quoted_word(text: &str) -> usize {
    let mut end = 1;
    loop {
        match text[end..].find('\'') {
            None => return text.len(),
            Some(at) if text[end + at..].starts_with(r"'\''") => end += at + r"'\''".len(),
            Some(at) => return end + at + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(message: &str) -> String {
        let commands = ["batch", "list"].map(str::to_owned).to_vec();
        Repeated { flags: "--db 'a b.db'".into(), commands }.within(message)
    }

    #[test]
    fn every_command_gets_the_flags_and_nothing_else_does() {
        assert_eq!(within("see: dialoom list"), "see: dialoom --db 'a b.db' list");
        assert_eq!(
            within("(dialoom batch list) dialoom -q list"),
            "(dialoom --db 'a b.db' batch list) dialoom --db 'a b.db' -q list"
        );
        for other in ["this dialoom is new", "dialoom init", "xdialoom list", "dialoom lists", "dialoom"] {
            assert_eq!(within(other), other);
        }
    }

    #[test]
    fn a_command_that_has_the_flags_gets_them_no_second_time() {
        assert_eq!(within(&within("see: dialoom list")), "see: dialoom --db 'a b.db' list");
    }

    #[test]
    fn a_name_that_looks_like_a_command_stays() {
        let line = r"it's: dialoom batch resume 'it'\''s dialoom list' 'dialoom list'";
        assert_eq!(within(line), r"it's: dialoom --db 'a b.db' batch resume 'it'\''s dialoom list' 'dialoom list'");
        assert_eq!(within("open 'dialoom list"), "open 'dialoom list");
    }
}
