//! The fixed part of a prompt: the same bytes for every item of a template and number of turns.

use crate::domain::limits::Style;
use crate::domain::template::TemplateText;
use crate::templates::prompt::Directions;

/// How both sides speak, in every template. What it says of the ending leaves room for the draws.
const VOICES: &str = "# How they speak\n\
    - User: an ordinary person, in the first person, with details of daily life. The feeling shows in words, \
    hesitations and worries, not in labels, and changes as far as this talk can change it. They push back at least \
    once, and not every talk ends well.\n\
    - Assistant: hears the feeling and answers the question, in plain words; asks at most one or two questions a turn; \
    gives concrete numbers worked out from the user's own, and small next steps with dates. Arithmetic is right.\n\
    - No product or company names, no guarantees, no promised returns; risks are said.\n\
    - No names, e-mail addresses, phone or account numbers of anybody; no placeholders in brackets or capitals. \
    Plain prose: no lists, headings or stage directions.";

/// What the assistant says about itself unless the settings say otherwise.
const IDENTITY: &str = "The assistant speaks as a human adviser and not about itself. It answers what it can, without \
    lectures, and names the specialist for what it cannot.";

/// A line between two examples of a template.
const BETWEEN_EXAMPLES: &str = "---";

/// The fixed part: sections with an empty line between them.
pub(super) fn system(template: &TemplateText, directions: &Directions) -> String {
    let turns = directions.turns.max(2).next_multiple_of(2);
    if directions.style == Style::Brief {
        return brief(template, directions, turns);
    }
    let identity = directions.assistant_identity.as_deref().unwrap_or(IDENTITY);
    let examples = examples(template);
    let sections = [
        Some(purpose(template.category.trim())),
        Some(length(turns)),
        arc(&template.structure, turns),
        Some(format!("{VOICES}\n- {}", identity.trim())),
        titled("Tone", template.tone.trim()),
        titled("Notes", template.style_notes.trim()),
        titled("Must occur, word for word", &filled(&template.required_elements).join("; ")),
        titled("Example of the voices (not of the subject)", if let [only] = examples.as_slice() { only } else { "" }),
        Some(shape(turns)),
    ];
    sections.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// The examples of which each item shows one: those of a template with several. A small model would repeat it.
pub(super) fn rotating_examples(template: &TemplateText, style: Style) -> Vec<String> {
    let examples = examples(template);
    if style == Style::Brief || examples.len() < 2 {
        Vec::new()
    } else {
        examples.into_iter().map(str::to_owned).collect()
    }
}

fn examples(template: &TemplateText) -> Vec<&str> {
    let mut examples = vec![];
    let (mut start, mut at) = (0, 0);
    for line in template.example.split_inclusive('\n') {
        if line.trim() == BETWEEN_EXAMPLES {
            examples.push(&template.example[start..at]);
            start = at + line.len();
        }
        at += line.len();
    }
    examples.push(&template.example[start..]);
    examples.into_iter().map(str::trim).filter(|example| !example.is_empty()).collect()
}

/// For a model that repeats what it reads: nothing that could pass for a turn, and no list of roles. The schema fixes
/// these.
fn brief(template: &TemplateText, directions: &Directions, turns: u32) -> String {
    let required = filled(&template.required_elements).join(", ");
    let lines = [
        Some(format!(
            "You write realistic conversations as JSON: a title and {turns} turns, each with role and content. The user \
             speaks first and the adviser, the assistant, answers. Nobody says the same thing twice."
        )),
        Some(format!("Use the words: {required}.")).filter(|_| !required.is_empty()),
        directions.assistant_identity.as_ref().map(|identity| identity.trim().to_owned()),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join(" ")
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
         - User turns: one short sentence to four (40 to 320 characters). Assistant turns: two to five sentences (120 to \
         480). No two turns in a row of one length; none over 500, none of mere thanks.\n\
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
         {{\"title\": TEXT, \"turns\": [{{\"role\": \"user\", \"content\": TEXT}}, {{\"role\": \"assistant\", \
         \"content\": TEXT}}, and so on]}}\n\
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
