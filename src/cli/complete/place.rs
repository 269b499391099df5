//! What the cursor of a command line stands on: the value of which argument, and what of it is typed.

use clap::{Arg, Command};

use crate::domain::axis::Axis;

/// What an argument names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Conversation,
    Batch,
    Template,
    Tag,
    Category,
    Parameter,
    Document,
    Chunk,
    Scenario,
    EdgeCase,
    Vocabulary,
    Export,
    Axis(Axis),
}

/// A value that the database knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    pub(super) kind: Option<Kind>,
    /// What stands before the value in its word: `--batch=`.
    pub(super) before: String,
    /// What of the value is typed.
    pub(super) typed: String,
    /// Whether a value that looks like a flag can stand here.
    pub(super) takes_dashes: bool,
    /// The values of --db, --config and --user.
    pub(super) db: Option<String>,
    pub(super) config: Option<String>,
    pub(super) user: Option<String>,
}

/// Follows the words to the last one, which is being typed. `words` begins after the name of the program.
pub(super) fn place(program: &Command, words: &[String]) -> Place {
    let mut place = Place::default();
    let Some((last, before)) = words.split_last() else { return place };
    let (mut command, mut position, mut only_operands) = (program.clone(), 0, false);
    let mut waiting: Option<Arg> = None;
    for word in before {
        if let Some(option) = waiting.take() {
            place.note(&option, word);
        } else if word == "--" && !only_operands {
            only_operands = true;
        } else if let Some(long) = word.strip_prefix("--").filter(|_| !only_operands) {
            let (name, value) = long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
            let option = option(program, &command, |arg| arg.get_long() == Some(name));
            match (option, value) {
                (Some(option), Some(value)) => place.note(&option, value),
                (option, None) => waiting = option,
                (None, Some(_)) => {}
            }
        } else if word.starts_with('-') && word.len() > 1 && !only_operands {
            let short = word.chars().next_back();
            waiting = option(program, &command, |arg| arg.get_short() == short);
        } else if let Some(below) = command.find_subcommand(word).filter(|_| position == 0) {
            command = below.clone();
        } else {
            position += 1;
        }
    }
    place.typed.clone_from(last);
    if let Some(option) = waiting {
        place.kind = kind(&option);
        return place;
    }
    if let Some((name, value)) =
        last.strip_prefix("--").filter(|_| !only_operands).and_then(|long| long.split_once('='))
    {
        place.kind = option(program, &command, |arg| arg.get_long() == Some(name)).as_ref().and_then(kind);
        (place.before, place.typed, place.takes_dashes) = (format!("--{name}="), value.to_owned(), true);
        return place;
    }
    if only_operands || !last.starts_with('-') {
        let operands: Vec<&Arg> = command.get_positionals().collect();
        let last = operands.last().filter(|arg| matches!(arg.get_action(), clap::ArgAction::Append));
        place.kind = match operands.get(position).or(last) {
            // Three commands share their arguments.
            Some(arg) if matches!(arg.get_id().as_str(), "entry" | "other_entry") => {
                Some(match before.iter().find_map(|word| entry(word)) {
                    Some(kind) => kind,
                    None => Kind::Scenario,
                })
            }
            arg => arg.copied().and_then(kind),
        };
        place.takes_dashes = only_operands;
    }
    place
}

/// An option of the command or of every command, where it takes a value.
fn option(program: &Command, command: &Command, is_it: impl Fn(&Arg) -> bool) -> Option<Arg> {
    let mut all = command.get_opts().chain(program.get_opts());
    all.find(|arg| is_it(arg)).filter(|arg| arg.get_action().takes_values()).cloned()
}

/// What the entries of a command are.
fn entry(command: &str) -> Option<Kind> {
    match command {
        "scenarios" => Some(Kind::Scenario),
        "edge-cases" => Some(Kind::EdgeCase),
        "vocabulary" => Some(Kind::Vocabulary),
        _ => None,
    }
}

fn kind(arg: &Arg) -> Option<Kind> {
    match arg.get_id().as_str() {
        "ids" => Some(Kind::Conversation),
        "tag" => Some(Kind::Tag),
        "batch" => Some(Kind::Batch),
        "category" => Some(Kind::Category),
        "param" => Some(Kind::Parameter),
        "document" => Some(Kind::Document),
        "chunk" => Some(Kind::Chunk),
        "template" | "which" | "first" | "second" => Some(Kind::Template),
        "scenario" => Some(Kind::Scenario),
        "edge_case" => Some(Kind::EdgeCase),
        "export_id" => Some(Kind::Export),
        name => Axis::named(name).map(Kind::Axis),
    }
}

impl Place {
    fn note(&mut self, option: &Arg, value: &str) {
        let known = match option.get_id().as_str() {
            "db" => &mut self.db,
            "config" => &mut self.config,
            "user" => &mut self.user,
            _ => return,
        };
        *known = Some(value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn at(line: &str) -> (Option<Kind>, String) {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let place = place(&crate::cli::Cli::command(), &words);
        (place.kind, place.typed)
    }

    #[test]
    fn the_value_of_an_argument_is_found_by_its_name_and_place() {
        for (line, kind, typed) in [
            ("show ", Some(Kind::Conversation), ""),
            ("show abc de", Some(Kind::Conversation), "de"),
            ("approve --note x ab", Some(Kind::Conversation), "ab"),
            ("batch status sh", Some(Kind::Batch), "sh"),
            ("-q batch --json status sh", Some(Kind::Batch), "sh"),
            ("list --batch sh", Some(Kind::Batch), "sh"),
            ("list --batch=sh", Some(Kind::Batch), "sh"),
            ("list --category ta", Some(Kind::Category), "ta"),
            ("approve --param=vary.channel=te", Some(Kind::Parameter), "vary.channel=te"),
            ("documents show fe", Some(Kind::Document), "fe"),
            ("documents chunks fe", Some(Kind::Chunk), "fe"),
            ("generate --chunk=fe", Some(Kind::Chunk), "fe"),
            ("generate --scenario Co", Some(Kind::Scenario), "Co"),
            ("generate --edge-case=As", Some(Kind::EdgeCase), "As"),
            ("scenarios show Co", Some(Kind::Scenario), "Co"),
            ("edge-cases edit As", Some(Kind::EdgeCase), "As"),
            ("edge-cases diff As@1 As", Some(Kind::EdgeCase), "As"),
            ("vocabulary show pe", Some(Kind::Vocabulary), "pe"),
            ("exports show 01", Some(Kind::Export), "01"),
            ("exports verify a 01", Some(Kind::Export), "01"),
            ("list --persona Nu", Some(Kind::Axis(Axis::Persona)), "Nu"),
            ("generate --emotion=fe", Some(Kind::Axis(Axis::Emotion)), "fe"),
            ("generate -t In", Some(Kind::Template), "In"),
            ("generate -qt In", Some(Kind::Template), "In"),
            ("templates check a.toml In", Some(Kind::Template), "In"),
            ("templates show In", Some(Kind::Template), "In"),
            ("templates compare In", Some(Kind::Template), "In"),
            ("templates compare a In", Some(Kind::Template), "In"),
            ("list --tag sh", Some(Kind::Tag), "sh"),
            ("tag ab", Some(Kind::Conversation), "ab"),
            ("tag ab sh", Some(Kind::Tag), "sh"),
            ("note ab", Some(Kind::Conversation), "ab"),
            ("batch status -- -x", Some(Kind::Batch), "-x"),
        ] {
            assert_eq!(at(line), (kind, typed.to_owned()), "{line}");
        }
        for line in
            ["", "li", "list ", "show --", "batch ", "batch run ", "batch status a b", "list --search ", "nope x "]
        {
            assert_eq!(at(line).0, None, "{line}");
        }
    }

    #[test]
    fn the_flags_that_choose_the_data_are_read() {
        let words = ["--db", "a b.db", "show", "--config=x", "--user", "ann", ""].map(str::to_owned);
        let place = place(&crate::cli::Cli::command(), &words);
        assert_eq!(
            (place.db.as_deref(), place.config.as_deref(), place.user.as_deref()),
            (Some("a b.db"), Some("x"), Some("ann"))
        );
    }
}
