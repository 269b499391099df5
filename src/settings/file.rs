//! The configuration file: reads it, checks each field (errors name its line), turns it into tables.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::de::{DeArray, DeTable, DeValue};

use crate::domain::conversation::ProviderName;
use crate::domain::curly_quotes;
use crate::domain::dataset::DatasetTable;
use crate::domain::judge_table::JudgeTable;
use crate::domain::limits::{GenerationTable, LimitsTable, OutOfRange, Style};
use crate::domain::money::{OwnPrice, Usd};
use crate::domain::nearest;
use crate::domain::quoted::{quoted, shortened, words};
use crate::domain::review::MOST_REASONS;
use crate::domain::text_file;
use crate::domain::word::place_of;
use crate::error::Failure;

use crate::settings::{Source, shown};

/// What a field may hold.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Word(&'static [&'static str]),
    Whole,
    /// A whole number, 0 or more, or `"none"`.
    WholeOrNone,
    Number,
    Switch,
    /// A list of one to so many texts, none of them empty, on one line each.
    Texts(usize),
    Table(&'static [(&'static str, Kind)]),
    /// Any names, each with one of these tables.
    EachTable(&'static [(&'static str, Kind)]),
}

const PROVIDER: Kind = Kind::Table(&[("base_url", Kind::Text), ("key_file", Kind::Text), ("insecure", Kind::Switch)]);

/// Every field of the file.
const FIELDS: &[(&str, Kind)] = &[
    ("db", Kind::Text),
    ("user", Kind::Text),
    (
        "generation",
        Kind::Table(&[
            ("provider", Kind::Word(ProviderName::WORDS)),
            ("model", Kind::Text),
            ("temperature", Kind::Number),
            ("max_tokens", Kind::Whole),
            ("turns", Kind::Whole),
            ("style", Kind::Word(Style::WORDS)),
            ("assistant_identity", Kind::Text),
            ("keep_payloads", Kind::Switch),
        ]),
    ),
    (
        "limits",
        Kind::Table(&[
            ("requests", Kind::WholeOrNone),
            ("input_tokens", Kind::Whole),
            ("output_tokens", Kind::Whole),
            ("window_seconds", Kind::Number),
            ("threshold", Kind::Number),
            ("concurrency", Kind::Whole),
            ("max_cost_usd", Kind::Number),
            ("max_cost_per_day_usd", Kind::Number),
            ("max_retries", Kind::Whole),
            ("max_answer_retries", Kind::Whole),
            ("retry_base_ms", Kind::Whole),
            ("retry_cap_ms", Kind::Whole),
            ("timeout_seconds", Kind::Number),
        ]),
    ),
    (
        "judge",
        Kind::Table(&[
            ("provider", Kind::Word(ProviderName::WORDS)),
            ("model", Kind::Text),
            ("base_url", Kind::Text),
            ("min_mark", Kind::Whole),
            ("rubric", Kind::Text),
            ("temperature", Kind::Number),
            ("max_tokens", Kind::Whole),
        ]),
    ),
    (
        "dataset",
        Kind::Table(&[
            ("name", Kind::Text),
            ("description", Kind::Text),
            ("license", Kind::Text),
            ("license_link", Kind::Text),
            ("language", Kind::Texts(20)),
            ("creator", Kind::Text),
            ("url", Kind::Text),
            ("version", Kind::Text),
            ("citation", Kind::Text),
            ("provider_terms", Kind::Text),
            ("intended_use", Kind::Text),
            ("limitations", Kind::Text),
            ("biases", Kind::Text),
            ("personal_data", Kind::Text),
            ("reviewers", Kind::Text),
            ("maintenance", Kind::Text),
        ]),
    ),
    ("review", Kind::Table(&[("reasons", Kind::Texts(MOST_REASONS))])),
    ("anthropic", PROVIDER),
    ("openai", PROVIDER),
    (
        "prices",
        Kind::EachTable(&[
            ("input", Kind::Number),
            ("output", Kind::Number),
            ("cache_read", Kind::Number),
            ("cache_write", Kind::Number),
        ]),
    ),
];

/// `[anthropic]` and `[openai]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProviderTable {
    pub(super) base_url: Option<String>,
    pub(super) key_file: Option<PathBuf>,
    pub(super) insecure: Option<bool>,
}

/// `[review]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReviewTable {
    pub(super) reasons: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Tables {
    db: Option<String>,
    user: Option<String>,
    generation: toml::Table,
    limits: LimitsTable,
    judge: JudgeTable,
    review: ReviewTable,
    dataset: DatasetTable,
    anthropic: ProviderTable,
    openai: ProviderTable,
    prices: BTreeMap<String, OwnPrice>,
}

/// The configuration file as read; empty where there is none.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) path: Option<PathBuf>,
    name: String,
    /// The line of each field, dotted.
    lines: BTreeMap<String, usize>,
    pub(super) db: Option<String>,
    pub(super) user: Option<String>,
    pub(super) generation: GenerationTable,
    pub(super) keep_payloads: Option<bool>,
    pub(super) limits: LimitsTable,
    pub(super) judge: JudgeTable,
    pub(super) review: ReviewTable,
    pub(super) dataset: DatasetTable,
    pub(super) anthropic: ProviderTable,
    pub(super) openai: ProviderTable,
    pub(super) prices: BTreeMap<String, OwnPrice>,
}

impl File {
    /// Reads and checks a file; messages name it as seen from the current folder.
    pub(super) fn read(path: &Path, current: &Path) -> Result<File, Failure> {
        let name = shown(path.strip_prefix(current).unwrap_or(path));
        let text = text_file::read(path).map_err(|error| {
            Failure::bad_input(format!("the configuration file {name} cannot be read")).because(error)
        })?;
        let mut file = File { path: Some(path.to_owned()), name, ..File::default() };
        file.check(&text)?;
        file.fill(&text)?;
        Ok(file)
    }

    /// `dialoom.toml:12`, or the file alone where the field is not in it.
    pub(super) fn place(&self, field: &str) -> String {
        match self.lines.get(field) {
            Some(line) => format!("{}:{line}", self.name),
            None => self.name.clone(),
        }
    }

    pub(super) fn source(&self) -> Source {
        self.path.clone().map_or(Source::Default, Source::File)
    }

    /// The folder that relative paths in the file start from.
    pub(super) fn folder(&self) -> PathBuf {
        self.path.as_deref().and_then(Path::parent).map(Path::to_owned).unwrap_or_default()
    }

    pub(super) fn out_of_range(&self, error: &OutOfRange) -> Failure {
        Failure::bad_input(format!("{}: {error}", self.place(error.field)))
    }

    /// Checks names and types, and notes the line of each field.
    fn check(&mut self, text: &str) -> Result<(), Failure> {
        let table = DeTable::parse(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(text, span.start));
            if let Some((line, quote)) = curly_quotes::near_line(text, line) {
                let failure = Failure::bad_input(format!("{}:{line}: not valid TOML: the line has {quote}", self.name));
                return failure.hint(curly_quotes::HINT);
            }
            // Without the quoted line of the full error, which may hold a secret.
            let reason = words(&error.message().lines().collect::<Vec<_>>().join(", "));
            Failure::bad_input(format!("{}:{line}: not valid TOML: {reason}", self.name))
        })?;
        self.check_table(text, "", table.get_ref(), FIELDS)
    }

    fn check_table(
        &mut self,
        text: &str,
        above: &str,
        table: &DeTable<'_>,
        known: &[(&str, Kind)],
    ) -> Result<(), Failure> {
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            let field = dotted(above, name);
            let line = line_at(text, key.span().start);
            let place = format!("{}:{line}", self.name);
            self.lines.insert(field.clone(), line);
            let Some((_, kind)) = known.iter().find(|(known, _)| *known == name) else {
                return Err(unknown(&place, above, name, known));
            };
            self.check_value(text, &place, &field, value.get_ref(), *kind)?;
        }
        Ok(())
    }

    fn check_value(
        &mut self,
        text: &str,
        place: &str,
        field: &str,
        value: &DeValue<'_>,
        kind: Kind,
    ) -> Result<(), Failure> {
        let expected = match (kind, value) {
            (Kind::Text, DeValue::String(_)) | (Kind::Switch, DeValue::Boolean(_)) => return Ok(()),
            (Kind::Number, DeValue::Integer(_) | DeValue::Float(_)) => return Ok(()),
            (Kind::WholeOrNone, DeValue::String(word)) if word == "none" => return Ok(()),
            (Kind::Whole | Kind::WholeOrNone, DeValue::Integer(number)) if !number.as_str().starts_with('-') => {
                return Ok(());
            }
            (Kind::Word(words), DeValue::String(given)) => {
                return match place_of("word", given, words) {
                    Ok(_) => Ok(()),
                    Err(unknown) => {
                        let expected = unknown.expected();
                        Err(Failure::bad_input(format!("{place}: {field} is {}; {expected}", quoted(given))))
                    }
                };
            }
            (Kind::Table(known), DeValue::Table(table)) => return self.check_table(text, field, table, known),
            (Kind::EachTable(known), DeValue::Table(tables)) => {
                for (key, value) in tables.iter() {
                    let field = dotted(field, key.get_ref());
                    let line = line_at(text, key.span().start);
                    self.lines.insert(field.clone(), line);
                    let place = format!("{}:{line}", self.name);
                    self.check_value(text, &place, &field, value.get_ref(), Kind::Table(known))?;
                }
                return Ok(());
            }
            (Kind::Texts(most), DeValue::Array(texts)) => return self.check_texts(text, place, field, texts, most),
            (Kind::Texts(_), _) => "a list of texts in quotes",
            (Kind::Text | Kind::Word(_), _) => "a text in quotes",
            (Kind::Switch, _) => "true or false",
            (Kind::Number, _) => "a number",
            (Kind::Whole, _) => "a whole number, 0 or more",
            (Kind::WholeOrNone, _) => "a whole number, 0 or more, or \"none\"",
            (Kind::Table(_) | Kind::EachTable(_), _) => "a table",
        };
        Err(Failure::bad_input(format!("{place}: {field} is of type {}; expected {expected}", value.type_str())))
    }

    fn check_texts(
        &self,
        text: &str,
        place: &str,
        field: &str,
        texts: &DeArray<'_>,
        most: usize,
    ) -> Result<(), Failure> {
        if texts.is_empty() || texts.len() > most {
            let count = texts.len();
            return Err(Failure::bad_input(format!("{place}: {field} has {count} texts; expected 1 to {most}")));
        }
        for (number, one) in (1..).zip(texts.iter()) {
            let place = format!("{}:{}", self.name, line_at(text, one.span().start));
            let wrong = match one.get_ref() {
                DeValue::String(one) if one.trim().is_empty() => "is empty".to_owned(),
                DeValue::String(one) if one.trim().contains(char::is_control) => "has more than one line".to_owned(),
                DeValue::String(_) => continue,
                other => format!("is of type {}", other.type_str()),
            };
            return Err(Failure::bad_input(format!(
                "{place}: text {number} of {field} {wrong}; expected a text in quotes"
            )));
        }
        Ok(())
    }

    /// Turns checked text into tables.
    fn fill(&mut self, text: &str) -> Result<(), Failure> {
        let mut tables: Tables = toml::from_str(text).map_err(|error| self.unusable(text, &error))?;
        let keep_payloads = tables.generation.remove("keep_payloads");
        self.keep_payloads = keep_payloads.and_then(|value| value.as_bool());
        self.generation = GenerationTable::deserialize(tables.generation)
            .map_err(|error| Failure::bad_input(format!("{}: {}", self.place("generation"), error.message())))?;
        self.generation.check().map_err(|error| self.out_of_range(&error))?;
        self.limits = tables.limits;
        self.limits.settle().map_err(|error| self.out_of_range(&error))?;
        self.judge = tables.judge;
        self.judge.check().map_err(|error| self.out_of_range(&error))?;
        // As written, the path starts from the file.
        self.judge.rubric = self.judge.rubric.take().map(|rubric| self.folder().join(rubric));
        if let Some((model, _)) = tables.prices.iter().find(|(_, price)| price.amounts().any(|usd| usd < Usd::ZERO)) {
            let field = dotted("prices", model);
            let failure = Failure::bad_input(format!("{}: {field} has a price below 0", self.place(&field)));
            return Err(failure.hint("Write US dollars per million tokens, 0 or more."));
        }
        self.prices = tables.prices;
        (self.db, self.user) = (tables.db, tables.user);
        (self.review, self.dataset) = (tables.review, tables.dataset);
        (self.anthropic, self.openai) = (tables.anthropic, tables.openai);
        Ok(())
    }

    /// Errors beyond names and types: a number too large, a price without `output`.
    fn unusable(&self, text: &str, error: &toml::de::Error) -> Failure {
        let line = error.span().map(|span| line_at(text, span.start));
        let field = line.and_then(|line| {
            let at = self.lines.iter().filter(|(_, at)| **at == line).map(|(field, _)| field);
            at.max_by_key(|field| field.len())
        });
        let place = line.map_or(self.name.clone(), |line| format!("{}:{line}", self.name));
        let field = field.map(|field| format!("{field}: ")).unwrap_or_default();
        Failure::bad_input(format!("{place}: {field}{}", words(error.message())))
    }
}

/// The failure for an unknown field. Fields that look like an API key get their own, which does not repeat the value.
fn unknown(place: &str, table: &str, name: &str, known: &[(&str, Kind)]) -> Failure {
    let plain = name.to_lowercase().replace(['-', '_'], "");
    let named_key = ["apikey", "apikeys", "key", "keys", "token", "secret", "password"].contains(&plain.as_str());
    if named_key || plain.ends_with("apikey") {
        return Failure::bad_input(format!(
            "{place}: {} is refused: this file must not hold keys",
            dotted(table, name)
        ))
        .because("configuration files get copied, committed and shared")
        .hint(format!("Put the key into {}, or into a file that key_file names.", ProviderName::key_variables()))
        .hint("If you shared the file, replace the key.");
    }
    let names = known.iter().map(|(name, _)| *name);
    let near = nearest(name, names.clone()).map(|near| format!(" (did you mean \"{near}\"?)")).unwrap_or_default();
    let inside = if table.is_empty() { String::new() } else { format!(" in [{table}]") };
    let names = names.collect::<Vec<_>>().join(", ");
    Failure::bad_input(format!("{place}: unknown field {}{inside}; expected one of: {names}{near}", quoted(name)))
}

fn dotted(above: &str, name: &str) -> String {
    let is_bare = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    let name = if is_bare { shortened(name) } else { quoted(name) };
    if above.is_empty() { name } else { format!("{above}.{name}") }
}

fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
