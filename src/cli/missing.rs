//! The values that a template needs and nobody gave: asked for at a terminal, named all at once elsewhere.

use crate::app::App;
use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::quoted::{listed, quoted};
use crate::domain::template::{TemplateText, VariableType};
use crate::domain::value::cleaned;
use crate::error::Failure;
use crate::templates::{Blank, PromptError, blanks, check_value, prompt};

use crate::cli::shell;

/// What a person is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asks {
    /// Whether what the template is not made for is taken, too.
    pub any: bool,
    /// Whether a topic is asked for that the template speaks of and has no default for. No conversation needs one, but the
    /// prompt would have a gap.
    pub topic: bool,
}

/// Completes the request where it lacks a value that is needed. Then it asks for the others, too: Enter takes the default.
/// Without a terminal all that is missing is an error. No conversation needs a topic, so one that leaves a gap is only told.
pub(super) fn complete(
    app: &App,
    template: &TemplateText,
    request: &mut ItemRequest,
    asks: Asks,
) -> Result<(), Failure> {
    let lacks = match prompt::variables(template, request) {
        Err(PromptError::Missing { .. }) => true,
        Err(other) => return Err(other.into()),
        Ok(_) => false,
    };
    let mut blanks = blanks(template, request);
    let is_gap = |blank: &Blank| {
        asks.topic && Axis::named(&blank.variable.name) == Some(Axis::Topic) && blank.variable.default.is_none()
    };
    if app.ui.can_ask() {
        blanks.retain(|blank| lacks || is_gap(blank));
        return if blanks.is_empty() { Ok(()) } else { ask_all(app, (template, asks.any), request, &blanks) };
    }
    let has_gap = !looks_for_a_topic(template) && blanks.iter().any(is_gap);
    if !lacks {
        if has_gap {
            let name = quoted(&template.name);
            app.ui.note(&format!("template {name} speaks of a topic, and none was given: add --topic TEXT"));
        }
        return Ok(());
    }
    // Where the command is to be typed again, the topic goes with it.
    blanks.iter_mut().filter(|blank| has_gap && is_gap(blank)).for_each(|blank| blank.is_needed = true);
    let failure = missing(template, &blanks);
    Err(if has_gap { failure.hint("Or say that there is no topic: --topic ''") } else { failure })
}

/// Whether a text asks `{% if topic %}` before it speaks of it.
fn looks_for_a_topic(template: &TemplateText) -> bool {
    let mut texts = std::iter::once(&template.text).chain(template.partials.values());
    texts.any(|text| {
        let mut tags = text.split("{%").skip(1).filter_map(|tag| tag.split("%}").next());
        tags.any(|tag| tag.trim_start_matches(['-', '+']).trim_start().starts_with("if") && tag.contains("topic"))
    })
}

fn ask_all(
    app: &App,
    (template, any): (&TemplateText, bool),
    request: &mut ItemRequest,
    blanks: &[Blank],
) -> Result<(), Failure> {
    app.ui.note(&format!("{} needs some values; Enter takes what stands in brackets", template.name));
    for blank in blanks {
        let limited = Axis::named(&blank.variable.name).filter(|axis| !any && !template.applicable(*axis).is_empty());
        let value = asked(app, blank, limited.map(|axis| (template, axis)))?;
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

/// Asks until the answer fits. Empty: the default counts, or nothing. `limited`: where the template says what fits it.
fn asked(app: &App, blank: &Blank, limited: Option<(&TemplateText, Axis)>) -> Result<String, Failure> {
    let variable = &blank.variable;
    let is_needed = blank.is_needed || limited.is_some() && variable.default.is_none();
    if let Some((template, axis)) = limited {
        app.ui.note(&format!("{}: one of {}", variable.name, listed(template.applicable(axis))));
    }
    if !variable.choices.is_empty() {
        app.ui.note(&format!("{}: one of {}", variable.name, listed(&variable.choices)));
    }
    let mut help: Vec<&str> = variable.help.iter().map(|help| help.trim()).collect();
    if variable.kind == VariableType::List {
        help.push("separated by semicolons");
    }
    let help = if help.is_empty() { String::new() } else { format!(" ({})", help.join("; ")) };
    let shown = match (&variable.default, is_needed) {
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
            if !is_needed {
                return Ok(value);
            }
            app.ui.note(&format!("{} needs a value; Ctrl-C ends this", variable.name));
        } else if let Some(expected) = blank.misfit(&value) {
            app.ui.note(&format!("expected {expected}"));
        } else if let Some(Err(other)) = limited.map(|(template, axis)| check_value(template, axis, &value)) {
            app.ui.note(&format!("{other}; --any takes it all the same"));
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
