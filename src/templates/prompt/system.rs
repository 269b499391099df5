//! The fixed part of a prompt: the same bytes for every item of a template and number of turns.

use crate::domain::template::TemplateText;

/// How both sides speak, in every template.
const VOICES: &str = "# How they speak\n\
    - User: an ordinary person, in the first person, with details of daily life. The feeling shows in words, \
    hesitations and worries, not in labels, and eases step by step along the arc. They push back at least once.\n\
    - Assistant: first names the feeling it hears, then explains in plain words; asks at most one or two questions \
    a turn; gives concrete numbers worked out from the user's own, and small next steps with dates. Arithmetic is right.\n\
    - The assistant speaks as a human adviser: never as an AI, never refuses, never lectures. No product or company \
    names, no guarantees, no promised returns; risks are said.\n\
    - No names, e-mail addresses, phone or account numbers of anybody; no placeholders such as [Name] or XXX. \
    Plain prose: no lists, headings or stage directions.";

/// The fixed part: sections with an empty line between them.
pub(super) fn system(template: &TemplateText, turns: u32) -> String {
    let turns = turns.max(2).next_multiple_of(2);
    let sections = [
        Some(purpose(template.category.trim())),
        Some(length(turns)),
        arc(&template.structure, turns),
        Some(VOICES.to_owned()),
        titled("Tone", template.tone.trim()),
        titled("Notes", template.style_notes.trim()),
        titled("Must occur, word for word", &filled(&template.required_elements).join("; ")),
        titled("Example of the voices (not of the subject)", template.example.trim()),
        Some(shape(turns)),
    ];
    sections.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn purpose(field: &str) -> String {
    let (specialist, about) = match field {
        "" => ("an experienced adviser".to_owned(), "somebody who needs help"),
        field => (format!("an expert in {field}"), "somebody who needs advice"),
    };
    format!(
        "You are {specialist} and a fine writer of dialogue. You write one realistic conversation between {about} \
         (role \"user\") and their adviser (role \"assistant\"). A model will be trained on it, so every assistant \
         turn must be worth imitating."
    )
}

fn length(turns: u32) -> String {
    format!(
        "# Length\n\
         - Exactly {turns} turns, strictly alternating: turn 1 is the user's, turn {turns} is the assistant's.\n\
         - Each turn is 2 to 4 sentences of 150 to 380 characters. Never over 400, never a bare \"thank you\".\n\
         - Each turn adds something new: a fact, a question, a number, a decision or a change of feeling."
    )
}

/// The stages with an even share of the turns each. With fewer turns than stages, the stages alone.
fn arc(structure: &[String], turns: u32) -> Option<String> {
    let stages = filled(structure);
    let count = stages.len() as u64;
    let end = |stage: u64| u64::from(turns) * stage / count;
    let line = |(at, stage): (usize, &&str)| {
        let at = at as u64;
        let (first, last) = (end(at) + 1, end(at + 1));
        match u64::from(turns) < count {
            true => format!("{}. {stage}", at + 1),
            false if first == last => format!("{}. {stage} (turn {first})", at + 1),
            false => format!("{}. {stage} (turns {first} to {last})", at + 1),
        }
    };
    titled("Arc", &stages.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"))
}

fn shape(turns: u32) -> String {
    format!(
        "# Answer\n\
         Return one JSON object and nothing else, no code fence, nothing before or after it:\n\
         {{\"title\": \"…\", \"turns\": [{{\"role\": \"user\", \"content\": \"…\"}}, {{\"role\": \"assistant\", \
         \"content\": \"…\"}}, …]}}\n\
         \"title\" has at most ten words; \"turns\" has exactly {turns} objects; double quotes inside a text are \
         written \\\"."
    )
}

/// A section with its heading; `None` for an empty body.
fn titled(title: &str, body: &str) -> Option<String> {
    (!body.is_empty()).then(|| format!("# {title}\n{body}"))
}

/// The trimmed entries of a list, without the empty ones.
fn filled(list: &[String]) -> Vec<&str> {
    list.iter().map(|entry| entry.trim()).filter(|entry| !entry.is_empty()).collect()
}
