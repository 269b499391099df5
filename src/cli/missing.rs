//! The values that a template needs and nobody gave: asked for at a terminal, named all at once elsewhere.

use crate::app::App;
use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::quoted::{listed, quoted};
use crate::domain::template::TemplateText;
use crate::domain::value::cleaned;
use crate::error::Failure;
use crate::templates::{Blank, PromptError, blanks, prompt};

use crate::cli::shell;

/// Completes the request where it lacks a value that is needed. Then it asks for the others, too: Enter takes the default.
/// Whether it asked.
pub(super) fn complete(app: &App, template: &TemplateText, request: &mut ItemRequest) -> Result<bool, Failure> {
    match prompt::variables(template, request) {
        Err(PromptError::Missing { .. }) => {}
        Err(other) => return Err(other.into()),
        Ok(_) => return Ok(false),
    }
    let blanks = blanks(template, request);
    if !app.ui.can_ask() {
        return Err(missing(template, &blanks));
    }
    ask_all(app, template, request, &blanks)?;
    Ok(true)
}

/// Asks at a terminal for a topic that the template speaks of and has no default for. No conversation needs one, but the
/// prompt would have a gap.
pub(super) fn complete_topic(app: &App, template: &TemplateText, request: &mut ItemRequest) -> Result<(), Failure> {
    if !app.ui.can_ask() {
        return Ok(());
    }
    let mut blanks = blanks(template, request);
    blanks.retain(|blank| Axis::named(&blank.variable.name) == Some(Axis::Topic) && blank.variable.default.is_none());
    if blanks.is_empty() { Ok(()) } else { ask_all(app, template, request, &blanks) }
}

fn ask_all(app: &App, template: &TemplateText, request: &mut ItemRequest, blanks: &[Blank]) -> Result<(), Failure> {
    app.ui.note(&format!("{} needs some values; Enter takes what stands in brackets", template.name));
    for blank in blanks {
        let value = asked(app, blank)?;
        if value.is_empty() {
            continue;
        }
        match Axis::named(&blank.variable.name) {
            Some(axis) => *request.subject.on_mut(axis) = value,
            None => drop(request.variables.insert(blank.variable.name.clone(), value)),
        }
    }
    Ok(())
}

/// Asks until the answer fits. Empty: the default counts, or nothing.
fn asked(app: &App, blank: &Blank) -> Result<String, Failure> {
    let variable = &blank.variable;
    if !variable.choices.is_empty() {
        app.ui.note(&format!("{}: one of {}", variable.name, listed(&variable.choices)));
    }
    let help = variable.help.as_ref().map(|help| format!(" ({})", help.trim())).unwrap_or_default();
    let shown = match (&variable.default, blank.is_needed) {
        (_, true) => String::new(),
        (Some(default), false) => format!(" [{default}]"),
        (None, false) => " [nothing]".to_owned(),
    };
    loop {
        let typed = app.ui.ask(&format!("{}{help}{shown}: ", variable.name))?;
        let value = match cleaned(&typed) {
            Ok(value) => value,
            Err(control) => {
                app.ui.note(&format!("the answer holds {control}; type plain text"));
                continue;
            }
        };
        if value.is_empty() {
            if !blank.is_needed {
                return Ok(value);
            }
            app.ui.note(&format!("{} needs a value; Ctrl-C ends this", variable.name));
        } else if let Some(expected) = blank.misfit(&value) {
            app.ui.note(&format!("expected {expected}"));
        } else {
            return Ok(value);
        }
    }
}

fn missing(template: &TemplateText, blanks: &[Blank]) -> Failure {
    let needed: Vec<&Blank> = blanks.iter().filter(|blank| blank.is_needed).collect();
    let named: Vec<String> = needed.iter().map(|blank| format!("{{{{{}}}}}", blank.variable.name)).collect();
    let failure =
        Failure::bad_input(format!("template {} needs a value for {}", quoted(&template.name), listed(&named)));
    let with_help = needed.iter().filter_map(|blank| Some((&blank.variable.name, blank.variable.help.as_ref()?)));
    let failure = with_help.fold(failure, |failure, (name, help)| failure.because(format!("{name}: {}", help.trim())));
    let flags: Vec<String> = needed.iter().flat_map(|blank| flag(blank)).collect();
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    failure.hint(format!("Put your own words into: {}", shell::again_with(&flags)))
}

fn flag(blank: &Blank) -> [String; 2] {
    let (name, value) = (&blank.variable.name, blank.stand_in());
    match Axis::named(name) {
        Some(axis) => [format!("--{axis}"), value],
        None => ["--set".to_owned(), format!("{name}={value}")],
    }
}
