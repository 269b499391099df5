//! How output looks: decided once, from flags, environment and terminals.

use std::io::IsTerminal;

/// The global flags that change the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutputFlags {
    /// `--json`.
    pub json: bool,
    /// `-q`.
    pub quiet: bool,
    /// How many times `-v` was given.
    pub verbose: u8,
    /// `-y`.
    pub yes: bool,
    /// `--color always` is `Some(true)`, `never` is `Some(false)`, `auto` is `None`.
    pub color: Option<bool>,
}

/// How output looks and where it goes. The default is a pipe, 80 columns wide, without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutputOptions {
    /// Whether exactly one JSON document is wanted on stdout.
    pub json: bool,
    /// Whether to leave out remarks.
    pub quiet: bool,
    /// How many times `-v` was given.
    pub verbose: u8,
    /// Whether to answer yes to every question.
    pub yes: bool,
    /// Whether stdin is a terminal.
    pub in_is_terminal: bool,
    /// Whether stdout is a terminal.
    pub out_is_terminal: bool,
    /// Whether stderr is a terminal.
    pub err_is_terminal: bool,
    /// Whether stdout shows colour.
    pub out_has_color: bool,
    /// Whether stderr shows colour.
    pub err_has_color: bool,
    /// The width of the terminal in columns.
    pub width: usize,
    /// The height of the terminal in rows; `None` without one.
    pub rows: Option<usize>,
}

impl Default for OutputOptions {
    fn default() -> OutputOptions {
        OutputOptions {
            json: false,
            quiet: false,
            verbose: 0,
            yes: false,
            in_is_terminal: false,
            out_is_terminal: false,
            err_is_terminal: false,
            out_has_color: false,
            err_has_color: false,
            width: 80,
            rows: None,
        }
    }
}

impl OutputOptions {
    /// The options of this process; `env` reads an environment variable.
    pub fn of_process(flags: OutputFlags, env: &dyn Fn(&str) -> Option<String>) -> OutputOptions {
        let out_is_terminal = std::io::stdout().is_terminal();
        let err_is_terminal = std::io::stderr().is_terminal();
        let number = |name| env(name).and_then(|number| number.trim().parse().ok()).filter(|number| *number > 0);
        let terminal = || console::Term::stdout().size_checked().or_else(|| console::Term::stderr().size_checked());
        OutputOptions {
            json: flags.json,
            quiet: flags.quiet,
            verbose: flags.verbose,
            yes: flags.yes,
            in_is_terminal: std::io::stdin().is_terminal(),
            out_is_terminal,
            err_is_terminal,
            out_has_color: has_color(flags.color, out_is_terminal, env),
            err_has_color: has_color(flags.color, err_is_terminal, env),
            width: number("COLUMNS").or_else(|| terminal().map(|(_, columns)| usize::from(columns))).unwrap_or(80),
            rows: number("LINES").or_else(|| terminal().map(|(rows, _)| usize::from(rows))),
        }
    }
}

/// Precedence: the flag, `NO_COLOR` (no-color.org), `CLICOLOR_FORCE` (bixense.com/clicolors), the terminal.
fn has_color(flag: Option<bool>, is_terminal: bool, env: &dyn Fn(&str) -> Option<String>) -> bool {
    let is_set = |name| env(name).is_some_and(|value| !value.is_empty());
    match flag {
        Some(flag) => flag,
        None if is_set("NO_COLOR") => false,
        None if env("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0") => true,
        None => is_terminal && env("TERM").is_none_or(|term| term != "dumb"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_decided_by_flag_then_environment_then_terminal() {
        let nothing = |_: &str| None;
        let no_color = |name: &str| (name == "NO_COLOR").then(|| "1".to_owned());
        let forced = |name: &str| (name == "CLICOLOR_FORCE").then(|| "1".to_owned());
        let dumb = |name: &str| (name == "TERM").then(|| "dumb".to_owned());
        assert!(has_color(None, true, &nothing));
        assert!(!has_color(None, false, &nothing));
        assert!(!has_color(None, true, &no_color));
        assert!(has_color(Some(true), false, &no_color));
        assert!(has_color(None, false, &forced));
        assert!(!has_color(Some(false), true, &forced));
        assert!(!has_color(None, true, &dumb));
    }
}
