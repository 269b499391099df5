//! A scenario or an edge case, as part of a prompt. Its texts are never rendered: braces in them stay braces.

use crate::domain::limits::Style;
use crate::domain::scenario::Complexity;
use crate::domain::situation::{Situation, Told};

/// The section, behind the text of the template, which has its variables already.
pub(super) fn section(situation: &Situation, style: Style, is_variable: impl Fn(&str) -> bool) -> String {
    let (title, lines) = match &situation.told {
        Told::Scenario { context, arc, emotional_context, complexity, facts } => {
            let mut lines = vec![
                context.trim().to_owned(),
                labelled("Why the user feels so", emotional_context),
                labelled("Arc, in place of any other", &arc.join(" → ")),
                labelled("Complexity", in_words(*complexity)),
            ];
            let untold = facts.iter().filter(|(name, _)| !is_variable(name));
            lines.extend(untold.map(|(name, value)| labelled(&name.replace('_', " "), value)));
            ("# Situation of this conversation (it counts where it differs from what is said above)", lines)
        }
        Told::EdgeCase { trigger, expected, example } => (
            "# Edge case (this conversation must come to it, before its second half; it counts where it differs from what is said above)",
            vec![
                labelled("What happens", trigger),
                labelled("For example, in other words than these", example),
                labelled("What the assistant does then", expected),
            ],
        ),
    };
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    match style {
        Style::Full => format!("{title}\n{}", lines.join("\n")),
        Style::Brief => lines.join("\n"),
    }
}

/// Empty without a text.
fn labelled(label: &str, text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => format!("{label}: {text}"),
    }
}

fn in_words(complexity: Complexity) -> &'static str {
    match complexity {
        Complexity::Simple => "one question, asked plainly",
        Complexity::Moderate => "a few related questions",
        Complexity::Complex => "many questions with aims that conflict",
    }
}
