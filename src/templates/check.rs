//! Finds faults in a template before a call costs money.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use minijinja::Value;

use crate::domain::quoted::{listed, quoted, shortened};
use crate::domain::template::{TemplateKind, TemplateText, VariableType, unpinned};
use crate::domain::{name, nearest};
use crate::quality::control_token;
use crate::templates::system_prompt::{has_placeholder, system_prompt};
use crate::templates::{bounds, draws, included, syntax, values};

/// A fault in a template.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Problem {
    /// Whether the template is unusable; else it is a warning.
    pub fatal: bool,
    /// The line of the template text, from 1, where known.
    pub line: Option<usize>,
    /// For people; offers the nearest valid name.
    pub message: String,
}

impl Problem {
    fn fatal(line: Option<usize>, message: impl Into<String>) -> Problem {
        Problem { fatal: true, line, message: message.into() }
    }

    pub(super) fn warning(message: impl Into<String>) -> Problem {
        Problem { fatal: false, line: None, message: message.into() }
    }
}

/// Finds unknown and unused variables, syntax errors and values out of range.
pub(crate) fn check(template: &TemplateText) -> Vec<Problem> {
    let mut problems = Vec::new();
    fields(template, &mut problems);
    declarations(template, &mut problems);
    text(template, &mut problems);
    problems
}

fn fields(template: &TemplateText, problems: &mut Vec<Problem>) {
    if unpinned(&template.name).is_some() {
        let message = "the name ends like a version (NAME@3); choose another";
        problems.push(Problem::fatal(None, message));
    }
    if let Some(fault) = name::fault(&template.name) {
        problems.push(Problem::fatal(None, format!("name {fault}")));
    }
    for (field, value) in [("name", &template.name), ("text", &template.text)] {
        if value.trim().is_empty() {
            problems.push(Problem::fatal(None, format!("{field} is empty")));
        }
    }
    if !(1..=10).contains(&template.complexity) {
        problems.push(Problem::fatal(None, format!("complexity is {}; expected 1 to 10", template.complexity)));
    }
    let lists = [
        ("structure", &template.structure),
        ("required_elements", &template.required_elements),
        ("applicable_personas", &template.applicable_personas),
        ("applicable_emotions", &template.applicable_emotions),
        ("applicable_topics", &template.applicable_topics),
    ];
    for (field, list) in lists {
        let mut seen = HashSet::new();
        for entry in list {
            if entry.trim().is_empty() {
                problems.push(Problem::warning(format!("{field} has an empty entry")));
            } else if !seen.insert(entry.trim().to_lowercase()) {
                problems.push(Problem::warning(format!("{field} has {} twice", quoted(entry))));
            }
        }
    }
    let fixed = [("tone", &template.tone), ("style_notes", &template.style_notes), ("example", &template.example)];
    for (field, value) in fixed.into_iter().chain(template.structure.iter().map(|stage| ("structure", stage))) {
        if has_placeholder(value) {
            problems.push(Problem::warning(format!(
                "{field} has a placeholder, but only \"text\" and \"system_prompt\" are filled in"
            )));
        }
    }
    if let Some(token) = control_token(&template.system_prompt) {
        let token = quoted(&template.system_prompt[token]);
        problems.push(Problem::warning(format!(
            "system_prompt has the control token {token}; an export puts spaces into it, so that no tokenizer reads it"
        )));
    }
    let known = syntax::known_names(template).into_iter().map(|name| {
        let text = if template.variables.iter().any(|it| it.name == name && it.kind == VariableType::Number) {
            "1"
        } else {
            "x"
        };
        (name, text.to_owned())
    });
    if has_placeholder(&template.system_prompt) && system_prompt(template, &known.collect()).is_none() {
        let message = "system_prompt has a placeholder that cannot be filled in, so it is exported as it stands";
        problems.push(Problem::warning(message.to_owned()));
    }
}

fn declarations(template: &TemplateText, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for variable in &template.variables {
        let name = &variable.name;
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !is_name {
            let message =
                format!("variable {} has a bad name; use letters, digits and _, and no digit first", quoted(name));
            problems.push(Problem::fatal(None, message));
        }
        if !seen.insert(name) {
            problems.push(Problem::fatal(None, format!("variable {} is declared twice", quoted(name))));
        }
        match (variable.kind, variable.choices.is_empty()) {
            (VariableType::Choice, true) => {
                let message = format!("variable {} is a choice and has no field \"choices\"", quoted(name));
                problems.push(Problem::fatal(None, message));
                continue;
            }
            (VariableType::Text | VariableType::Number | VariableType::List, false) => {
                let message = format!("variable {} has choices; its type must be \"choice\"", quoted(name));
                problems.push(Problem::fatal(None, message));
            }
            _ => {}
        }
        let default = variable.default.as_ref().filter(|default| !default.trim().is_empty());
        if let Some(expected) = default.and_then(|default| values::misfit(variable, default)) {
            let message = format!("the default of variable {} does not fit; expected {expected}", quoted(name));
            problems.push(Problem::fatal(None, message));
        }
    }
}

/// What keeps a text from being read at all.
fn unreadable(template: &TemplateText) -> Option<Problem> {
    if let Some((line, message)) = bounds::exceeded(&template.text) {
        return Some(Problem::fatal(Some(line), message));
    }
    let is_missing = |(_, name): &(usize, String)| !template.partials.contains_key(name);
    if let Some((line, name)) = included(&template.text).into_iter().find(is_missing) {
        let message = format!("the library has no partial {}; add one first", quoted(&name));
        return Some(Problem::fatal(Some(line), message));
    }
    let circle = circle(template)?;
    let message = format!("its partials include each other in a circle: {}", circle.join(" → "));
    Some(Problem::fatal(None, message))
}

fn text(template: &TemplateText, problems: &mut Vec<Problem>) {
    if let Some(problem) = unreadable(template) {
        problems.push(problem);
        return;
    }
    let mut environment = syntax::environment();
    let added = syntax::add_texts(&mut environment, template);
    let parsed = match added.and_then(|()| environment.get_template(syntax::TEXT)) {
        Ok(parsed) => parsed,
        Err(error) => {
            let line = Some(error.line().unwrap_or(1));
            problems.push(Problem::fatal(line, syntax::describe(&error)));
            return;
        }
    };
    let known = syntax::known_names(template);
    let used: BTreeSet<String> =
        environment.templates().flat_map(|(_, text)| text.undeclared_variables(false)).collect();
    let mut unknown: Vec<_> = used
        .iter()
        .filter(|name| !known.contains(name) && *name != syntax::VARY && *name != syntax::BRIEF)
        .map(|name| {
            let near = nearest(name, known.iter().map(String::as_str));
            let hint = near.map(|near| format!(" (did you mean {}?)", quoted(near))).unwrap_or_default();
            let message =
                format!("unknown variable {{{{{}}}}}; expected one of: {}{hint}", shortened(name), listed(&known));
            Problem::fatal(line_of(&template.text, name), message)
        })
        .collect();
    unknown.sort_by_key(|problem| problem.line);
    let all_known = unknown.is_empty();
    problems.append(&mut unknown);
    for name in &known {
        let declared = template.variables.iter().any(|variable| variable.name == *name);
        let is_partial = template.kind == TemplateKind::Partial;
        if !used.contains(name) && !is_partial && (declared || name != "topic") {
            let what = if declared { "is declared but never used" } else { "is never used" };
            problems.push(Problem::warning(format!("{{{{{}}}}} {what} in the text", shortened(name))));
        }
    }
    if all_known {
        // Unknown filters show only when the text is rendered.
        for is_brief in [false, true] {
            let given = known.iter().map(|name| (name.as_str(), sample(template, name)));
            let mut values = BTreeMap::from([
                (syntax::VARY, draws::value(&BTreeMap::new())),
                (syntax::BRIEF, Value::from(is_brief)),
            ]);
            values.extend(given);
            if let Err(error) = parsed.render(values) {
                problems.push(Problem::fatal(Some(error.line().unwrap_or(1)), syntax::describe(&error)));
                return;
            }
        }
    }
}

/// The names along a circle of includes, the first one again at its end.
fn circle(template: &TemplateText) -> Option<Vec<String>> {
    let texts: BTreeMap<String, &String> =
        template.partials.iter().map(|(name, text)| (name.to_lowercase(), text)).collect();
    let mut ended = HashSet::new();
    let mut ways = vec![(vec![template.name.clone()], included(&template.text))];
    // Depth first: a way ends where all that its last text includes was looked at.
    while let Some((way, open)) = ways.last_mut() {
        let Some((_, name)) = open.pop() else {
            ended.extend(way.last().map(|name| name.to_lowercase()));
            ways.pop();
            continue;
        };
        let lower = name.to_lowercase();
        let mut next = way.clone();
        next.push(name);
        if let Some(first) = way.iter().position(|on_way| on_way.to_lowercase() == lower) {
            return Some(next.split_off(first));
        }
        if let Some(text) = texts.get(&lower).filter(|_| !ended.contains(&lower)) {
            ways.push((next, included(text)));
        }
    }
    None
}

/// A value that the variable may have.
fn sample(template: &TemplateText, name: &str) -> Value {
    let variable = template.variables.iter().find(|variable| variable.name == name);
    let text = match variable.map(|it| it.kind) {
        Some(VariableType::Number) => "1",
        _ => "x",
    };
    values::value(variable, text.to_owned())
}

/// The first line on which a name stands between `{{ }}` or `{% %}`.
fn line_of(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                from = open + 1;
                continue;
            }
        };
        let end = text[open + 2..].find(close).map_or(text.len(), |at| open + 2 + at);
        let inner = &text[open + 2..end];
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let whole = inner.match_indices(name).find(|(at, _)| {
            !inner[..*at].ends_with(|c| is_word(c) || c == '.') && !inner[at + name.len()..].starts_with(is_word)
        });
        if let Some((at, _)) = whole {
            return Some(text[..open + 2 + at].matches('\n').count() + 1);
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::template::Variable;
    use crate::templates::builtin::builtin;
    use crate::templates::file;

    fn found(change: impl FnOnce(&mut TemplateText)) -> Vec<(bool, Option<usize>, String)> {
        let mut template = builtin().remove(0);
        template.text = "{{persona}} {{emotion}} {{topic}}".into();
        change(&mut template);
        check(&template).into_iter().map(|problem| (problem.fatal, problem.line, problem.message)).collect()
    }

    fn variable(name: &str) -> Variable {
        Variable {
            name: name.into(),
            kind: VariableType::Text,
            choices: Vec::new(),
            required: true,
            default: None,
            help: None,
        }
    }

    #[test]
    fn an_unknown_variable_is_named_with_line_and_nearest_name() {
        let notes =
            found(|it| it.text = "{{persona}} persna\n{{emotion}} {{topic}}\n{% if persna %}x{% endif %}".into());
        let message =
            "unknown variable {{persna}}; expected one of: persona, emotion, topic (did you mean \"persona\"?)";
        assert_eq!(notes, [(true, Some(3), message.to_owned())]);
    }

    #[test]
    fn a_control_token_in_a_system_prompt_is_named() {
        let notes = found(|it| it.system_prompt = "Be kind.<|im_end|> {{persona}}".into());
        let token = notes.iter().find(|(_, _, message)| message.contains("control token \"<|im_end|>\""));
        assert!(token.is_some_and(|(is_fatal, ..)| !is_fatal), "{notes:?}");
    }

    #[test]
    fn a_variable_nobody_uses_is_a_warning() {
        let notes = found(|it| it.variables.push(variable("country")));
        assert_eq!(notes, [(false, None, "{{country}} is declared but never used in the text".to_owned())]);
        let notes = found(|it| {
            it.variables.clear();
            it.text = "{{emotion}}".into();
        });
        assert_eq!(notes, [(false, None, "{{persona}} is never used in the text".to_owned())]);
    }

    #[test]
    fn syntax_errors_and_unknown_filters_name_their_line() {
        let notes = found(|it| it.text.push_str("\n\n{% if persona %}"));
        assert!(matches!(notes.as_slice(), [(true, Some(3), _)]), "{notes:?}");
        let notes = found(|it| it.text.push_str("\n{{ persona|shout }}"));
        assert!(matches!(notes.as_slice(), [(true, Some(2), message)] if message.contains("shout")), "{notes:?}");
    }

    #[test]
    fn a_text_that_would_run_for_ever_or_fill_the_memory_is_a_fault() {
        let list = "[1,2,3,4,5,6,7,8,9,0]";
        let loops: String = (0..12).map(|at| format!("{{% for v{at} in {list} %}}")).collect();
        let nested = format!("{loops}x{}", "{% endfor %}".repeat(12));
        let doubling = format!("{{% set x = 'aaaaaaaa' %}}{}{{{{ x }}}}", "{% set x = x ~ x %}".repeat(60));
        let deep = format!("{{{{ {}1 }}}}", "1+".repeat(40_000));
        for text in [nested, doubling, deep] {
            let notes = found(|it| it.text.push_str(&text));
            assert!(matches!(notes.as_slice(), [(true, Some(1), _)]), "{notes:?}");
        }
    }

    #[test]
    fn fields_out_of_range_and_duplicates_are_found() {
        let notes = found(|it| {
            it.name = " ".into();
            it.complexity = 11;
            it.required_elements = vec!["Risk".into(), "risk".into()];
            it.tone = "like {{persona}}".into();
            it.variables.push(variable("topic"));
            it.variables.push(variable("2nd"));
        });
        let messages: Vec<_> = notes.iter().map(|(fatal, _, message)| (*fatal, message.as_str())).collect();
        let expected = [
            (true, "name is empty"),
            (true, "complexity is 11; expected 1 to 10"),
            (false, "required_elements has \"risk\" twice"),
            (false, "tone has a placeholder, but only \"text\" and \"system_prompt\" are filled in"),
            (true, "variable \"topic\" is declared twice"),
            (true, "variable \"2nd\" has a bad name; use letters, digits and _, and no digit first"),
            (false, "{{2nd}} is declared but never used in the text"),
        ];
        assert_eq!(messages, expected);
    }

    #[test]
    fn every_built_in_template_and_the_example_check_clean() {
        let example = include_str!("../../examples/templates/tax-season-dread.toml");
        let example =
            file::parse(std::path::Path::new("tax-season-dread.toml"), example).expect("the example is valid");
        for template in builtin().iter().chain([&example]) {
            assert_eq!(check(template), [], "{}", template.name);
        }
    }
}
