//! `-h`: at most a screen of 24 lines where that can be, one line an option. `--help` says everything.

use std::ffi::OsString;

use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command};

/// The lines of a small terminal.
const LINES: usize = 24;
/// The lines for the list of all commands.
const COMMAND_LINES: usize = 30;
/// The longest text beside the name of a command.
const LONGEST: usize = 64;
/// The longest text beside an option.
const LONGEST_OPTION: usize = 48;
/// The columns of one.
const COLUMNS: usize = 80;

/// Whether the command line asks for the short help: `-h`, alone or at the end of other short flags.
pub(super) fn is_wanted(typed: &[OsString]) -> bool {
    let flags = typed.iter().skip(1).take_while(|word| *word != "--");
    let mut words = flags.map(|word| word.as_encoded_bytes());
    words.clone().all(|word| word != b"--help")
        && words.any(|word| word.starts_with(b"-") && !word.starts_with(b"--") && word.ends_with(b"h"))
}

/// The command with its texts cut to what `-h` prints, and all below it.
pub(super) fn shortened(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let globals: Vec<Arg> = command.get_arguments().filter(|arg| arg.is_global_set()).cloned().map(short_arg).collect();
    shorten(command, &name, &globals)
}

fn shorten(command: Command, path: &str, globals: &[Arg]) -> Command {
    let about = command.get_about().map(|about| first_part(&about.to_string()));
    let below = |below: Command| {
        let path = format!("{path} {}", below.get_name());
        shorten(below, &path, globals)
    };
    let command = command.disable_help_subcommand(true).mut_args(short_arg).mut_subcommands(below);
    let command = about.into_iter().fold(command, Command::about);
    // A list of commands needs the room; who reads it knows the flag.
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("Print this help");
    let help = help.help_heading(Resettable::Reset).hide(command.has_subcommands());
    let command = command.disable_help_flag(true).disable_version_flag(true).arg(help);
    match path.contains(' ') {
        true => fitted(command, path, globals),
        false => with_fewer_commands(command, path),
    }
}

/// The command with as many of those below it as fit on the screen; the last ones beyond that are only named.
fn with_fewer_commands(mut command: Command, path: &str) -> Command {
    let mut names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let mut named: Vec<String> = Vec::new();
    loop {
        let also = if named.is_empty() { String::new() } else { format!("Also: {}\n\n", named.join(", ")) };
        command = command.after_help(format!("{also}Options of every command, and examples: {path} --help"));
        if lines(command.clone(), &[]) <= COMMAND_LINES {
            return command;
        }
        let Some(last) = names.pop() else { return command };
        command = command.mut_subcommand(&last, |below| below.hide(true));
        named.insert(0, last);
    }
}

/// An option on one line. The options of every command are left to `--help`.
fn short_arg(arg: Arg) -> Arg {
    let help = arg.get_help().map(|help| one_line(&help.to_string())).unwrap_or_default();
    let hidden = arg.is_global_set() || arg.is_hide_set() || arg.is_hide_short_help_set();
    let takes_value = arg.get_action().takes_values();
    // Only an option with a value may be told to hide its values.
    let arg = if takes_value { arg.hide_possible_values(true) } else { arg };
    arg.help(help).hide(hidden)
}

/// The text before its bracket, its parentheses and its second part.
fn one_line(help: &str) -> String {
    let end = [" [", " (", "; ", ": "].iter().filter_map(|mark| help.find(mark)).min();
    shortened_to(LONGEST_OPTION, &help[..end.unwrap_or(help.len())]).to_owned()
}

/// The first sentence, without its last parts where it is too long for a line of the list of commands.
fn first_part(text: &str) -> String {
    shortened_to(LONGEST, text.split(". ").next().unwrap_or_default().trim_end_matches('.')).to_owned()
}

/// The text without its last parts where it is longer.
fn shortened_to(most: usize, mut text: &str) -> &str {
    while text.len() > most {
        let Some(end) = text.rfind([',', ';', ':']) else { break };
        text = &text[..end];
    }
    text
}

/// The command with as many options as fit on the screen; the largest groups beyond that are only named.
fn fitted(mut command: Command, path: &str, globals: &[Arg]) -> Command {
    let mut named = String::new();
    loop {
        let more = format!("{named}Options of every command, and examples: {path} --help");
        command = command.after_help(more);
        let lines = lines(command.clone(), globals);
        let Some(group) = largest_group(&command).filter(|_| lines > LINES) else { return command };
        let in_group = |arg: &Arg| arg.get_help_heading() == Some(&group) && !arg.is_hide_set();
        let flags: Vec<String> =
            command.get_arguments().filter(|arg| in_group(arg)).map(|arg| format!("--{}", arg.get_id())).collect();
        named.push_str(&format!("{group}: {}\n\n", flags.join(" ").replace('_', "-")));
        command = command.mut_args(|arg| if in_group(&arg) { arg.hide(true) } else { arg });
    }
}

/// The lines on a small terminal. The options of every command must be there: others name them.
fn lines(command: Command, globals: &[Arg]) -> usize {
    let missing = globals.iter().filter(|global| command.get_arguments().all(|arg| arg.get_id() != global.get_id()));
    let missing: Vec<Arg> = missing.cloned().collect();
    command.args(missing).term_width(COLUMNS).render_help().to_string().lines().count()
}

/// The heading with the most options that are shown.
fn largest_group(command: &Command) -> Option<String> {
    let shown = || command.get_arguments().filter(|arg| !arg.is_hide_set());
    let size = |heading: &str| shown().filter(|arg| arg.get_help_heading() == Some(heading)).count();
    shown().filter_map(Arg::get_help_heading).max_by_key(|heading| size(heading)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_short_flag_asks_for_the_short_help() {
        let wanted = |line: &[&str]| is_wanted(&line.iter().map(OsString::from).collect::<Vec<_>>());
        assert!(wanted(&["dialoom", "list", "-h"]) && wanted(&["dialoom", "-qh"]));
        for line in [&["dialoom", "--help"][..], &["dialoom", "-h", "--help"], &["dialoom", "--", "-h"], &["-h"]] {
            assert!(!wanted(line), "{line:?}");
        }
    }

    #[test]
    fn an_option_keeps_its_first_words() {
        assert_eq!(one_line("Only these tiers (several: comma-separated)"), "Only these tiers");
        assert_eq!(one_line("Retries of a failed call [default: 3]"), "Retries of a failed call");
        assert_eq!(one_line("Ids of any length; \"-\" reads them"), "Ids of any length");
    }
}
