//! What a template can be used with and would be better without. Beside `check`, which finds what is wrong in any case.

use crate::domain::limits::Style;
use crate::domain::quoted::quoted;
use crate::domain::template::{TemplateKind, TemplateText};
use crate::templates::check::Problem;
use crate::templates::prompt::Directions;

/// A phrase of fewer words in quotes is a word that is meant, not a sentence to say.
const WORDS_OF_A_PHRASE: usize = 4;

/// Signs that open a quotation, each with the one that closes it.
const QUOTES: [(char, char); 4] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')];

/// How conversations are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Habits {
    pub directions: Directions,
    /// The token limit of an answer, where one is set, and what so many turns may need.
    pub max_tokens: Option<u32>,
    pub tokens_needed: u32,
}

/// Warnings alone.
pub(crate) fn advice(template: &TemplateText, habits: &Habits) -> Vec<Problem> {
    let mut problems = Vec::new();
    if template.kind == TemplateKind::Partial {
        ignored(template, &mut problems);
    } else {
        unmentioned(template, &mut problems);
        arc(template, &habits.directions, &mut problems);
        length(habits, &mut problems);
    }
    phrases(template, &mut problems);
    problems
}

/// A partial gives its text to others, and nothing else.
fn ignored(partial: &TemplateText, problems: &mut Vec<Problem>) {
    let fields = [
        ("structure", partial.structure.is_empty()),
        ("required_elements", partial.required_elements.is_empty()),
        ("tone", partial.tone.trim().is_empty()),
        ("style_notes", partial.style_notes.trim().is_empty()),
        ("example", partial.example.trim().is_empty()),
    ];
    for (field, _) in fields.iter().filter(|(_, is_empty)| !is_empty) {
        problems.push(Problem::warning(format!(
            "a partial gives its text alone, so no prompt has its {field}; write that into the templates that include it"
        )));
    }
}

/// Everything of the template that the model reads, without the list of required elements itself.
fn read_by_the_model(template: &TemplateText) -> String {
    let fixed = [&template.text, &template.tone, &template.style_notes, &template.example];
    let all = fixed.into_iter().chain(&template.structure).chain(template.partials.values());
    all.map(String::as_str).collect::<Vec<_>>().join("\n").to_lowercase()
}

fn unmentioned(template: &TemplateText, problems: &mut Vec<Problem>) {
    let all = read_by_the_model(template);
    for element in template.required_elements.iter().map(|element| element.trim()) {
        if !element.is_empty() && !all.contains(&element.to_lowercase()) {
            problems.push(Problem::warning(format!(
                "the required element {} is mentioned nowhere else; say in the text where it belongs, or the model puts it \
                 anywhere",
                quoted(element)
            )));
        }
    }
}

fn arc(template: &TemplateText, directions: &Directions, problems: &mut Vec<Problem>) {
    let stages: Vec<&str> = template.structure.iter().map(|stage| stage.trim()).filter(|it| !it.is_empty()).collect();
    let turns = directions.turns.max(2).next_multiple_of(2);
    if stages.len() as u64 > u64::from(turns) {
        problems.push(Problem::warning(format!(
            "structure has {} stages and a conversation {turns} turns: some stages get no turn; ask for more turns, or \
             leave stages out",
            stages.len()
        )));
    }
    let text = template.partials.values().fold(template.text.to_lowercase(), |all, text| all + &text.to_lowercase());
    let is_said = stages.iter().any(|stage| text.contains(&stage.to_lowercase()));
    if directions.style == Style::Brief && !stages.is_empty() && !is_said {
        problems.push(Problem::warning(
            "the brief prompt leaves the arc out, and the text names no stage of structure; write them into the text",
        ));
    }
}

fn length(habits: &Habits, problems: &mut Vec<Problem>) {
    if let Some(limit) = habits.max_tokens.filter(|limit| *limit < habits.tokens_needed) {
        problems.push(Problem::warning(format!(
            "{} turns may need {} tokens, and max_tokens is {limit}: answers would be cut off; ask for fewer turns, or leave \
             max_tokens out",
            habits.directions.turns, habits.tokens_needed
        )));
    }
}

/// A sentence in quotes is said word for word in every conversation. An example is said to be none, so it may have some.
fn phrases(template: &TemplateText, problems: &mut Vec<Problem>) {
    let fixed = [("text", &template.text), ("tone", &template.tone), ("style_notes", &template.style_notes)];
    for (field, text) in fixed.into_iter().chain(template.structure.iter().map(|stage| ("structure", stage))) {
        for (line, phrase) in quotations(&without_tags(text)) {
            let is_wanted = |element: &String| element.trim().to_lowercase() == phrase.to_lowercase();
            if phrase.split_whitespace().count() < WORDS_OF_A_PHRASE || template.required_elements.iter().any(is_wanted)
            {
                continue;
            }
            let message = format!(
                "{field} has {} in quotes, which a model repeats in every conversation; describe it in other words, or put \
                 it into required_elements",
                quoted(&phrase)
            );
            let line = (field == "text").then_some(line);
            problems.push(Problem { line, ..Problem::warning(message) });
        }
    }
}

/// The text with blanks in place of its tags: what stands in them is no prose. Lines stay where they are.
fn without_tags(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(open) = rest.find('{') {
        let end = match rest.as_bytes().get(open + 1) {
            Some(b'{') => rest[open..].find("}}"),
            Some(b'%') => rest[open..].find("%}"),
            Some(b'#') => rest[open..].find("#}"),
            _ => None,
        };
        let Some(end) = end.map(|end| open + end + 2) else {
            plain.push_str(&rest[..=open]);
            rest = &rest[open + 1..];
            continue;
        };
        plain.push_str(&rest[..open]);
        plain.extend(rest[open..end].chars().filter(|letter| *letter == '\n'));
        rest = &rest[end..];
    }
    plain + rest
}

/// What stands in quotes on one line, with that line from 1.
fn quotations(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut rest = line;
        while let Some((at, opening)) =
            rest.char_indices().find(|(_, sign)| QUOTES.iter().any(|(open, _)| open == sign))
        {
            rest = &rest[at + opening.len_utf8()..];
            let closing = QUOTES.iter().find(|(open, _)| *open == opening).map_or('"', |(_, close)| *close);
            let Some(end) = rest.find(closing) else { break };
            found.push((number + 1, rest[..end].trim().to_owned()));
            rest = &rest[end + closing.len_utf8()..];
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::templates::builtin::builtin;
    use crate::templates::file;

    fn habits(turns: u32, style: Style, max_tokens: Option<u32>) -> Habits {
        let directions = Directions { style, ..Directions::full(turns) };
        Habits { directions, max_tokens, tokens_needed: turns * 100 }
    }

    fn said(change: impl FnOnce(&mut TemplateText), habits: &Habits) -> Vec<(Option<usize>, String)> {
        let mut template = builtin().remove(0);
        template.text = "{{ persona }} {{ emotion }}\n{{ topic }}".into();
        (template.tone, template.style_notes, template.example) = Default::default();
        template.structure = vec!["Shame".into(), "Relief".into()];
        change(&mut template);
        advice(&template, habits).into_iter().map(|problem| (problem.line, problem.message)).collect()
    }

    fn usual() -> Habits {
        habits(10, Style::Full, None)
    }

    #[test]
    fn a_required_element_that_nothing_prepares_is_named() {
        let found = said(|it| it.required_elements = vec!["Power of Attorney".into()], &usual());
        assert!(matches!(&found[..], [(None, message)] if message.contains("\"Power of Attorney\"")), "{found:?}");
        let mentioned = |it: &mut TemplateText| {
            it.required_elements = vec!["risk".into()];
            it.style_notes = "Each Risk is said.".into();
        };
        assert_eq!(said(mentioned, &usual()), []);
    }

    #[test]
    fn an_arc_that_the_prompt_ignores_is_named() {
        assert_eq!(said(|_| {}, &usual()), []);
        let brief = said(|_| {}, &habits(10, Style::Brief, None));
        assert!(matches!(&brief[..], [(None, message)] if message.contains("leaves the arc out")), "{brief:?}");
        assert_eq!(said(|it| it.text.push_str(" from shame on"), &habits(10, Style::Brief, None)), []);
        let short =
            said(|it| it.structure = (0..7).map(|at| format!("Stage {at}")).collect(), &habits(5, Style::Full, None));
        assert!(matches!(&short[..], [(None, message)] if message.contains("7 stages and a conversation 6 turns")));
        let partial = said(|it| it.kind = TemplateKind::Partial, &usual());
        assert!(matches!(&partial[..], [(None, message)] if message.contains("no prompt has its structure")));
    }

    #[test]
    fn more_turns_than_the_token_limit_holds_are_named() {
        let found = said(|_| {}, &habits(20, Style::Full, Some(1500)));
        assert!(
            matches!(&found[..], [(None, message)] if message.contains("20 turns may need 2000 tokens")),
            "{found:?}"
        );
        assert_eq!(said(|_| {}, &habits(20, Style::Full, Some(2000))), []);
    }

    #[test]
    fn a_sentence_in_quotes_is_named_with_its_line_and_a_word_or_a_tag_is_not() {
        for phrase in ["\"I never told anyone before\"", "“I never told anyone before”", "„I never told anyone before“"]
        {
            let found = said(|it| it.text.push_str(&format!("\nThey say {phrase}.")), &usual());
            assert!(matches!(&found[..], [(Some(3), message)] if message.contains("I never told")), "{found:?}");
        }
        for fine in [
            "\"not yet\" is fine",
            "{{ persona|default(\"a person of forty years\") }}",
            "{% if emotion == \"a very long winded feeling\" %}x{% endif %}",
            "an open \" sign of four or more words",
            "\"{{ persona }} and {{ topic }} of theirs\"",
        ] {
            assert_eq!(said(|it| it.text.push_str(fine), &usual()), [], "{fine}");
        }
        let required = |it: &mut TemplateText| {
            it.tone = "\"past results say nothing\"".into();
            it.required_elements = vec!["past results say nothing".into()];
        };
        assert_eq!(said(required, &usual()), []);
    }

    #[test]
    fn nothing_is_said_about_the_built_in_templates_and_the_examples() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
        let folders = ["library/templates", "veterinary/templates", "templates"].map(|folder| root.join(folder));
        let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
        let examples = files.map(|entry| {
            let path = entry.expect("a file").path();
            file::parse(&path, &std::fs::read_to_string(&path).expect("a text")).expect("a template")
        });
        let all: Vec<TemplateText> = examples.chain(builtin()).collect();
        assert!(all.len() > 20, "{}", all.len());
        for template in all {
            assert_eq!(advice(&template, &usual()), [], "{}", template.name);
        }
    }
}
