//! Results to stdout, all else to stderr: the one way from a command to its reader.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use console::Style;
use serde::Serialize;

use crate::error::{Exit, Failure};
use crate::ui::commands::Repeated;
use crate::ui::json_pieces::JsonPieces;
use crate::ui::output_options::OutputOptions;
use crate::ui::paint::{Paint, Tone};
use crate::ui::printable::{escaped_json, printable};
use crate::ui::prompt;
use crate::ui::question;
use crate::ui::signals::outlive_file_limit;
use crate::ui::wrap::wrapped;

/// The log target of messages to people; stderr already shows them.
pub const SAID: &str = "dialoom::said";

/// Where output goes and how it looks, decided once from flags and terminals. Every thread may use it.
#[derive(Debug, Clone)]
pub struct Ui {
    options: OutputOptions,
    repeated: Arc<Repeated>,
    captured: Option<Arc<Mutex<Captured>>>,
}

/// The output of a [`Ui::for_tests`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captured {
    /// What would have gone to stdout.
    pub out: Vec<u8>,
    /// What would have gone to stderr.
    pub err: Vec<u8>,
}

impl Ui {
    /// A user interface on this process's own stdin, stdout and stderr.
    pub fn new(options: OutputOptions) -> Ui {
        outlive_file_limit();
        Ui { options, repeated: Arc::default(), captured: None }
    }

    /// With these flags for each command that a message names.
    #[must_use]
    pub fn repeating(self, repeated: Repeated) -> Ui {
        Ui { repeated: Arc::new(repeated), ..self }
    }

    /// The flags of this process for each command that a message names.
    pub(crate) fn repeated(&self) -> Arc<Repeated> {
        self.repeated.clone()
    }

    /// A hint with the flags of this process inside each command, for those that print hints as results.
    pub fn hint(&self, hint: &str) -> String {
        self.repeated.within(hint)
    }

    /// A user interface that keeps its output instead of printing it.
    pub fn for_tests(options: OutputOptions) -> Ui {
        Ui { options, repeated: Arc::default(), captured: Some(Arc::default()) }
    }

    /// What was printed so far on a [`Ui::for_tests`]; nothing on a real one.
    pub fn captured(&self) -> Captured {
        self.captured
            .as_ref()
            .map(|both| both.lock().unwrap_or_else(PoisonError::into_inner).clone())
            .unwrap_or_default()
    }

    /// Whether exactly one JSON document is wanted on stdout.
    pub fn wants_json(&self) -> bool {
        self.options.json
    }

    /// Whether only results and errors are wanted.
    pub fn is_quiet(&self) -> bool {
        self.options.quiet
    }

    /// Whether a person can read and type here: stdin and stderr are terminals.
    pub fn is_interactive(&self) -> bool {
        self.options.in_is_terminal && self.options.err_is_terminal
    }

    /// Whether to ask: a person is there, and `-y` was not given.
    pub fn can_ask(&self) -> bool {
        self.is_interactive() && !self.options.yes
    }

    /// Columns of the terminal; 80 where there is none.
    pub fn width(&self) -> usize {
        self.options.width
    }

    /// Rows of the terminal, where there is one.
    pub fn rows(&self) -> Option<usize> {
        self.options.rows
    }

    /// Colours for stdout.
    pub(crate) fn paint(&self) -> Paint {
        Paint { has_color: self.options.out_has_color }
    }

    /// Whether stdout shows colour.
    pub fn out_has_color(&self) -> bool {
        self.options.out_has_color
    }

    /// Whether stderr shows colour.
    pub fn err_has_color(&self) -> bool {
        self.options.err_has_color
    }

    /// Whether stdout is a terminal, so that tables are drawn for the eye.
    pub fn out_is_terminal(&self) -> bool {
        self.options.out_is_terminal
    }

    /// Whether stderr is a terminal, so that a progress bar can move there.
    pub fn err_is_terminal(&self) -> bool {
        self.options.err_is_terminal
    }

    /// A line of the result, on stdout, without terminal control sequences. A closed pipe ends the program quietly.
    pub fn out(&self, line: &str) -> Result<(), Failure> {
        let mut text = printable(line);
        text.push('\n');
        self.out_raw(text.as_bytes())
    }

    /// A sentence of the result with the commands it names: wrapped at words on a terminal.
    pub fn out_sentence(&self, line: &str) -> Result<(), Failure> {
        let line = printable(&self.hint(line));
        let fitted = if self.options.out_is_terminal { wrapped(&line, self.options.width) } else { line };
        self.out_raw(format!("{fitted}\n").as_bytes())
    }

    /// A line in the colour of its meaning, on stdout; plain where stdout shows no colour.
    pub fn out_toned(&self, line: &str, tone: Tone) -> Result<(), Failure> {
        let styled = self.paint().toned(&printable(line), Some(tone));
        self.out_raw(format!("{styled}\n").as_bytes())
    }

    /// Clears the terminal before a table is drawn again.
    pub fn clear(&self) -> Result<(), Failure> {
        if self.captured.is_none() && self.options.out_is_terminal {
            console::Term::stdout().clear_screen()?;
        }
        Ok(())
    }

    /// Bytes of the result as they are, on stdout: for exports and scripts.
    pub fn out_raw(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut writer = self.out_sink();
        writer.write_all(bytes).and_then(|()| writer.flush()).map_err(Failure::from)
    }

    /// A piece of the one JSON document, for one that is never in memory whole.
    pub fn json_piece(&self, piece: &str) -> Result<(), Failure> {
        self.out_raw(escaped_json(piece).as_bytes())
    }

    /// The one JSON document, on stdout, indented when stdout is a terminal.
    pub fn json(&self, document: &impl Serialize) -> Result<(), Failure> {
        let mut pieces = JsonPieces::into(self.out_sink());
        let written = match self.options.out_is_terminal {
            true => serde_json::to_writer_pretty(&mut pieces, document),
            false => serde_json::to_writer(&mut pieces, document),
        };
        match written {
            Ok(()) => pieces.write_all(b"\n").and_then(|()| pieces.flush()).map_err(Failure::from),
            Err(error) if error.is_io() => Err(Failure::from(io::Error::from(error))),
            Err(error) => Err(Failure::new("the result cannot be written as JSON").because(error)),
        }
    }

    /// A remark for the person, on stderr; not with `-q`. The log has it, too, like all messages below.
    pub fn note(&self, line: &str) {
        let line = self.repeated.within(line);
        tracing::info!(target: SAID, "{line}");
        if !self.options.quiet {
            self.err_line(&printable(&line));
        }
    }

    /// Detail for the curious, on stderr; only with `-v`.
    pub fn detail(&self, line: &str) {
        tracing::debug!(target: SAID, "{line}");
        if self.options.verbose > 0 && !self.options.quiet {
            self.err_line(&self.err_style(Style::new().dim()).apply_to(printable(line)).to_string());
        }
    }

    /// A warning that asks for no action now, on stderr; not with `-q`, so that a nightly run that went well sends no mail.
    pub fn advise(&self, line: &str) {
        let line = &self.repeated.within(line);
        tracing::warn!(target: SAID, "{line}");
        if !self.options.quiet {
            self.warning(line);
        }
    }

    /// A warning that asks for action now, on stderr, always.
    pub fn warn(&self, line: &str) {
        let line = &self.repeated.within(line);
        tracing::warn!(target: SAID, "{line}");
        self.warning(line);
    }

    /// The same about the log itself.
    pub fn warn_unlogged(&self, line: &str) {
        self.warning(&self.repeated.within(line));
    }

    fn warning(&self, line: &str) {
        let word = self.err_style(Style::new().yellow().bold()).apply_to("warning:");
        self.err_line(&format!("{word} {}", printable(line)));
    }

    /// A failure with its causes and hints, on stderr, always; with `--json` as `{"error":{…}}` on stderr too.
    /// Gives its exit code back.
    pub fn failure(&self, failure: &Failure) -> Exit {
        if failure.is_closed_pipe() {
            return failure.exit;
        }
        let hints: Vec<String> = failure.hints.iter().map(|hint| self.hint(hint)).collect();
        let (causes, said) = (failure.causes().join("; "), hints.join(" "));
        tracing::error!(target: SAID, causes, hints = said, exit_code = failure.exit as u8, "{failure}");
        if self.options.json {
            self.err_raw(&escaped_json(&failure.as_json(&hints).to_string()));
            return failure.exit;
        }
        let word = self.err_style(Style::new().red().bold()).apply_to("error:");
        let mut text = format!("{word} {}", printable(&failure.message()));
        for cause in failure.causes() {
            let word = self.err_style(Style::new().dim()).apply_to("because:");
            text.push_str(&format!("\n  {word} {}", printable(&cause)));
        }
        for hint in &hints {
            let word = self.err_style(Style::new().cyan()).apply_to("hint:");
            text.push_str(&format!("\n  {word} {}", printable(hint)));
        }
        self.err_line(&text);
        failure.exit
    }

    /// Asks yes or no. With `-y` the answer is yes; without a terminal it is the default.
    pub fn confirm(&self, question: &str, default: bool) -> Result<bool, Failure> {
        match (self.options.yes, self.can_ask()) {
            (true, _) => Ok(true),
            (false, false) => Ok(default),
            // The choice follows the question, " (y/N) ", and the answer.
            (false, true) => {
                prompt::confirm(&wrapped(&printable(question), self.options.width.saturating_sub(16)), default)
            }
        }
    }

    /// Asks for a line, where [`Ui::can_ask`].
    pub fn ask(&self, question: &str) -> Result<String, Failure> {
        // Wrapping drops the space behind the colon.
        let question = wrapped(&printable(question), self.options.width);
        question::ask(&format!("{} ", question.trim_end()))
    }

    /// Stdout for streams (exports). A slow reader makes it wait, and a command can stop waiting.
    ///
    /// A closed pipe is `ErrorKind::BrokenPipe`, which `Failure::from` turns into a quiet end. Flush it at the end: an
    /// error on drop is lost.
    pub fn out_writer(&self) -> tokio::io::Stdout {
        tokio::io::stdout()
    }

    fn out_sink(&self) -> Box<dyn io::Write + Send> {
        match &self.captured {
            Some(both) => Box::new(CapturedOut(Arc::clone(both))),
            None => Box::new(io::stdout()),
        }
    }

    fn err_style(&self, style: Style) -> Style {
        style.force_styling(self.options.err_has_color)
    }

    /// A line on stderr, wrapped at words where a terminal shows it. A pipe gets it as it is.
    fn err_line(&self, line: &str) {
        match self.options.err_is_terminal {
            true => self.err_raw(&wrapped(line, self.options.width)),
            false => self.err_raw(line),
        }
    }

    /// A line on stderr in one write, so that lines of several threads do not mix. Ignores errors: nobody could read them.
    fn err_raw(&self, line: &str) {
        let line = format!("{line}\n");
        match &self.captured {
            Some(both) => {
                both.lock().unwrap_or_else(PoisonError::into_inner).err.extend_from_slice(line.as_bytes());
            }
            None => drop(io::stderr().lock().write_all(line.as_bytes())),
        }
    }
}

#[derive(Debug)]
struct CapturedOut(Arc<Mutex<Captured>>);

impl io::Write for CapturedOut {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).out.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn results_go_to_stdout_and_everything_else_to_stderr() {
        let ui = Ui::for_tests(OutputOptions { verbose: 1, ..OutputOptions::default() });
        ui.out("result").expect("written");
        ui.note("remark");
        ui.detail("detail");
        ui.warn("careful");
        let Captured { out, err } = ui.captured();
        assert_eq!(text(out), "result\n");
        assert_eq!(text(err), "remark\ndetail\nwarning: careful\n");
    }

    #[test]
    fn quiet_keeps_warnings_that_ask_for_action_and_errors_alone() {
        let ui = Ui::for_tests(OutputOptions { quiet: true, verbose: 2, ..OutputOptions::default() });
        ui.note("remark");
        ui.advise("later");
        ui.detail("detail");
        ui.warn("careful");
        ui.failure(&Failure::new("it broke").because("a reason").hint("Mend it."));
        let err = text(ui.captured().err);
        assert_eq!(err, "warning: careful\nerror: it broke\n  because: a reason\n  hint: Mend it.\n");
    }

    #[test]
    fn messages_wrap_at_words_on_a_terminal_alone() {
        let narrow = OutputOptions { width: 30, ..OutputOptions::default() };
        for (err_is_terminal, lines) in [(true, 3), (false, 1)] {
            let ui = Ui::for_tests(OutputOptions { err_is_terminal, ..narrow });
            ui.advise("the price of the model is unknown; a guess is used");
            let err = text(ui.captured().err);
            assert_eq!(err.lines().count(), lines, "{err}");
        }
        let ui = Ui::for_tests(OutputOptions { err_is_terminal: true, json: true, ..narrow });
        ui.failure(&Failure::new("a document that somebody reads with a program stays on its line"));
        assert_eq!(text(ui.captured().err).lines().count(), 1);
    }

    #[test]
    fn a_failure_is_one_json_object_where_json_is_wanted() {
        let ui = Ui::for_tests(OutputOptions { json: true, ..OutputOptions::default() });
        ui.failure(&Failure::bad_input("bad \u{9b}31m").hint("Mend it."));
        let err = text(ui.captured().err);
        let parsed: serde_json::Value = serde_json::from_str(&err).expect("JSON");
        assert_eq!(parsed["error"]["exit_code"], 2);
        assert_eq!(parsed["error"]["hints"][0], "Mend it.");
        assert!(!err.contains('\u{9b}'), "{err:?}");
    }

    #[test]
    fn nobody_is_asked_without_a_terminal() {
        assert!(!Ui::for_tests(OutputOptions::default()).confirm("sure?", false).expect("answered"));
        assert!(
            Ui::for_tests(OutputOptions { yes: true, ..OutputOptions::default() })
                .confirm("sure?", false)
                .expect("answered")
        );
    }

    #[test]
    fn colour_appears_only_where_it_is_shown() {
        let ui = Ui::for_tests(OutputOptions { err_has_color: true, ..OutputOptions::default() });
        ui.warn("careful");
        assert!(text(ui.captured().err).contains("\u{1b}["));
        let ui = Ui::for_tests(OutputOptions::default());
        ui.warn("careful");
        assert!(!text(ui.captured().err).contains('\u{1b}'));
    }
}
