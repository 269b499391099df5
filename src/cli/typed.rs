//! The command line as it was typed: whole numbers on it, and hints that give the exact next command.

/// A parser of whole numbers from `least` to `most` that says so; the flag needs `allow_negative_numbers`, or -1 is
/// taken for a flag of its own.
pub(crate) fn whole(least: u32, most: u32) -> impl Fn(&str) -> Result<u32, String> + Clone + Send + Sync + 'static {
    move |given| {
        let number = given.trim().parse().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| match most {
            u32::MAX => format!("expected a whole number, {least} or more"),
            _ => format!("expected a whole number from {least} to {most}"),
        })
    }
}

/// This process's own command line with `--flag` (and its value) taken out and `extra` put at its end, quoted for a
/// POSIX shell.
pub(crate) fn again_without(flag: &str, extra: &[&str]) -> String {
    let typed: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    rebuilt(&typed, flag, extra)
}

fn rebuilt(typed: &[String], flag: &str, extra: &[&str]) -> String {
    let mut words = vec!["dialoom".to_owned()];
    let mut typed = typed.iter();
    while let Some(word) = typed.next() {
        if word == flag {
            typed.next();
        } else if !word.strip_prefix(flag).is_some_and(|rest| rest.starts_with('=')) {
            words.push(quoted(word));
        }
    }
    words.extend(extra.iter().map(|word| quoted(word)));
    words.join(" ")
}

/// A word as a POSIX shell needs it written.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_will_not_do_is_told_what_would() {
        assert_eq!(whole(1, 1000)("25"), Ok(25));
        for bad in ["0", "1001", "-1", "abc", "2.5", "", "99999999999"] {
            assert_eq!(whole(1, 1000)(bad), Err("expected a whole number from 1 to 1000".into()), "{bad}");
        }
        assert_eq!(whole(0, u32::MAX)("-1"), Err("expected a whole number, 0 or more".into()));
    }

    #[test]
    fn the_next_page_is_the_same_command_with_another_cursor() {
        let typed = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let line = typed(&["list", "--persona", "Teacher, it's late", "--cursor", "a", "--cursor=b", "--asc"]);
        let expected = r"dialoom list --persona 'Teacher, it'\''s late' --asc --cursor c";
        assert_eq!(rebuilt(&line, "--cursor", &["--cursor", "c"]), expected);
    }
}
