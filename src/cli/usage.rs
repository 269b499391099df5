//! Usage errors, help and version: what they print, and their exit codes.

use std::io::Write as _;

use clap::error::ErrorKind;

use crate::error::{Exit, Failure};
use crate::ui::{OutputOptions, Ui, printable};

/// Prints help, the version or a usage error; returns the exit code. Requested help goes to stdout (0), all else to
/// stderr (2). With `--json` a usage error is a JSON object, too.
pub fn report_usage(error: &clap::Error) -> Exit {
    let wants_json = std::env::args_os().take_while(|argument| argument != "--").any(|argument| argument == "--json");
    if wants_json && error.use_stderr() && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Ui::new(OutputOptions { json: true, ..OutputOptions::default() }).failure(&as_failure(error));
    }
    let plain = error.render().to_string();
    let safe = printable(&plain);
    // An error of writing means that the reader closed the pipe: nobody is left to tell.
    match safe == plain {
        true => drop(error.print()),
        // An argument with control signs in it, which came from elsewhere. It costs the colours.
        false => drop(std::io::stderr().write_all(safe.as_bytes())),
    }
    if error.use_stderr() { Exit::BadInput } else { Exit::Done }
}

/// clap's text taken apart: the first paragraph is the message, `tip:` lines are hints.
fn as_failure(error: &clap::Error) -> Failure {
    let text = error.render().to_string();
    let first = text.split("\n\n").next().unwrap_or_default();
    let message = first.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let message = message.strip_prefix("error: ").unwrap_or(&message).to_owned();
    let tips = text.lines().filter_map(|line| line.trim().strip_prefix("tip: ")).map(str::to_owned);
    let usage =
        text.lines().find_map(|line| line.trim().strip_prefix("Usage: ")).map(|usage| format!("Usage: {usage}"));
    tips.chain(usage).fold(Failure::bad_input(message), Failure::hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[test]
    fn a_usage_error_becomes_a_message_with_hints() {
        let error = crate::cli::Cli::try_parse_from(["dialoom", "lisst"]).expect_err("unknown");
        let failure = as_failure(&error);
        assert_eq!(failure.exit, Exit::BadInput);
        assert_eq!(failure.message(), "unrecognized subcommand 'lisst'");
        assert!(failure.hints[0].contains("'list'"), "{failure:?}");
    }
}
