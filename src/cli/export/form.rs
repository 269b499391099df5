//! The form of an export: format, shape and compression, from the flags and the name of the file.

use std::path::{Path, PathBuf};

use crate::domain::dataset::DatasetTable;
use crate::domain::export::{ExportFormat, ExportShape, Include};
use crate::domain::ordinary_file::check_readable;
use crate::domain::text_file;
use crate::domain::word::words;
use crate::error::{Exit, Failure};
use crate::export::{Compression, ControlTokens, GroupBy, Options, Split, TokenCount};

use crate::cli::args::one_of;

words! {
    /// What a row can hold beside its turns.
    Beside is "part" {
        /// Title, persona, emotion, topic, tier, status, turns, template, provider, model, batch.
        Metadata = "metadata",
        /// Score, confidence, findings.
        Quality = "quality",
        /// When it was made and approved, and by whom.
        Timestamps = "timestamps",
        /// Every decision.
        History = "history",
    }
}

words! {
    /// What stands around the rows.
    Layout is "layout" {
        /// `data/*.parquet`, README.md, manifest.json and croissant.json in a folder.
        HuggingFace = "huggingface",
    }
}

/// How a training example is written.
#[derive(Debug, clap::Args)]
pub struct FormArgs {
    /// File format [default: from the ending of -o, else jsonl]
    #[arg(short, long, value_name = "FORMAT", value_parser = one_of::<ExportFormat>(ExportFormat::WORDS))]
    pub format: Option<ExportFormat>,
    /// What a row holds [default: native for json, else messages]
    #[arg(long, alias = "schema", value_name = "SHAPE", value_parser = one_of::<ExportShape>(ExportShape::WORDS))]
    pub shape: Option<ExportShape>,
    /// System prompt of every conversation; @FILE reads it from a file
    #[arg(long, value_name = "TEXT", hide_short_help = true)]
    pub system: Option<String>,
    /// One example for each answer, with everything before it
    #[arg(long, hide_short_help = true)]
    pub per_turn: bool,
    /// Leave out conversations that the shape cannot express, instead of an error
    // The error without it names it.
    #[arg(long, hide_short_help = true)]
    pub skip_invalid: bool,
    /// Several files by shares: train=0.9,validation=0.1 makes NAME-train and NAME-validation
    #[arg(long, value_name = "PARTS")]
    pub split: Option<String>,
    /// A folder that a hub accepts: parquet, card, manifest, Croissant; [dataset] in dialoom.toml states the rest
    #[arg(long, value_name = "LAYOUT", hide_short_help = true, value_parser = one_of::<Layout>(Layout::WORDS))]
    pub layout: Option<Layout>,
    /// With --layout: begin another file of a part from so many megabytes on [default: 500]
    #[arg(long, value_name = "MB", requires = "layout", hide_short_help = true,
        value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub shard_size: Option<u64>,
    /// Split by the hashes alone: what an earlier export by this split held out may become training data
    #[arg(long, requires = "split", hide_short_help = true)]
    pub split_anew: bool,
    /// What stays in one part of a split [default: cell, that is persona, emotion and topic]
    #[arg(long, value_name = "WHAT", requires = "split", hide_short_help = true,
        value_parser = one_of::<GroupBy>(GroupBy::WORDS))]
    pub group_by: Option<GroupBy>,
    /// Also defuse the special tokens of this tokenizer.json, and count by it for --max-tokens
    #[arg(long, hide_short_help = true, value_name = "FILE")]
    pub tokenizer: Option<PathBuf>,
    /// Add these to each row, beside its turns (several: comma-separated)
    #[arg(long, hide_short_help = true, value_name = "PART", value_delimiter = ',', value_parser = one_of::<Beside>(Beside::WORDS))]
    pub include: Vec<Beside>,
    /// Disarm csv cells that a spreadsheet would run: an apostrophe before a formula
    #[arg(long, hide_short_help = true, visible_alias = "escape-formulas")]
    pub spreadsheet_safe: bool,
}

/// What the name of a file says: its format, and how it is packed.
fn named(file: &Path) -> (Option<ExportFormat>, Compression, String) {
    let ending = |path: &Path| path.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    let (compression, inner) = match ending(file).as_str() {
        "gz" => (Compression::Gzip, file.with_extension("")),
        "zst" => (Compression::Zstd, file.with_extension("")),
        _ => (Compression::None, file.to_owned()),
    };
    let ending = ending(&inner);
    let format = match ending.as_str() {
        "json" => Some(ExportFormat::Json),
        "jsonl" | "ndjson" => Some(ExportFormat::Jsonl),
        "csv" => Some(ExportFormat::Csv),
        "parquet" => Some(ExportFormat::Parquet),
        "md" | "markdown" => Some(ExportFormat::Markdown),
        _ => None,
    };
    (format, compression, ending)
}

/// Endings of packings that an export does not write.
const OTHER_PACKINGS: [&str; 10] = ["bz2", "xz", "zip", "7z", "br", "lz4", "lzma", "rar", "tgz", "zstd"];

/// Refuses a name that promises a packing that nothing here writes.
fn check_packing(file: &Path) -> Result<(), Failure> {
    let ending = file.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    match OTHER_PACKINGS.contains(&ending.as_str()) {
        false => Ok(()),
        true => Err(Failure::bad_input(format!("no export is packed as .{ending}"))
            .hint("Name a file that ends in .gz or .zst, or pack it afterwards.")),
    }
}

/// Refuses a name that says another form than what is written into it.
pub(in crate::cli) fn check_name(file: &Path, format: ExportFormat, packed: Compression) -> Result<(), Failure> {
    check_packing(file)?;
    let (by_name, compression, ending) = named(file);
    // Many trainers call JSONL .json.
    let is_same = |named: ExportFormat| named == format || (named, format) == (ExportFormat::Json, ExportFormat::Jsonl);
    if by_name.is_some_and(|named| !is_same(named)) {
        let hint = format!("Name a file that ends in .{}, or begin a new export.", ending_of(format));
        return Err(
            Failure::bad_input(format!("that export is {format}, and the ending .{ending} disagrees")).hint(hint)
        );
    }
    if compression == packed {
        return Ok(());
    }
    let told = match packed {
        Compression::None => "not packed: name a file without .gz or .zst",
        Compression::Gzip => "packed by gzip: name a file that ends in .gz",
        Compression::Zstd => "packed by Zstandard: name a file that ends in .zst",
    };
    Err(Failure::bad_input(format!("{} disagrees with that export's packing", file.display()))
        .hint(format!("It is {told}.")))
}

/// What the hub recommends.
const SHARD_MB: u64 = 500;

impl FormArgs {
    /// The format and the options; refuses what does not go together.
    /// In a layout, the file is a folder, and `dataset` is what its card states.
    pub(super) fn checked(
        &self,
        file: Option<&Path>,
        dataset: &DatasetTable,
    ) -> Result<(ExportFormat, Options), Failure> {
        if self.layout.is_some() && file.is_none() {
            return Err(Failure::bad_input("--layout makes a folder, and standard output is none")
                .hint("Name the folder with -o, for example: -o dataset"));
        }
        file.filter(|_| self.layout.is_none()).map_or(Ok(()), check_packing)?;
        let by_name = match (self.layout, self.format) {
            (None, _) => file.map(named).unwrap_or_default(),
            (Some(_), None | Some(ExportFormat::Parquet)) => {
                (Some(ExportFormat::Parquet), Compression::None, String::new())
            }
            (Some(layout), Some(format)) => {
                return Err(Failure::bad_input(format!("--layout {layout} holds parquet, not {format}"))
                    .hint("Leave --format out, or leave --layout out and name a file."));
            }
        };
        let (by_name, compression, ending) = by_name;
        let format = match (self.format, by_name) {
            // Many trainers call JSONL .json.
            (Some(ExportFormat::Jsonl), Some(ExportFormat::Json)) => ExportFormat::Jsonl,
            (Some(asked), Some(by_name)) if asked != by_name => {
                return Err(Failure::bad_input(format!("--format {asked} and the ending .{ending} disagree")).hint(
                    format!("Leave --format out for {by_name}, or name a file that ends in .{}.", ending_of(asked)),
                ));
            }
            (asked, by_name) => asked.or(by_name).unwrap_or(ExportFormat::Jsonl),
        };
        let options = Options {
            shape: self.shape,
            include: self.include(),
            spreadsheet_safe: self.spreadsheet_safe,
            system: self.system.as_deref().map(system).transpose()?,
            per_turn: self.per_turn,
            skip_invalid: self.skip_invalid,
            tokens: self.tokens()?,
            token_count: TokenCount::default(),
            compression,
            split: self.split(file)?,
            split_anew: self.split_anew,
            card: self.layout.map(|_| dataset.clone()),
            shard_bytes: self.layout.map(|_| self.shard_size.unwrap_or(SHARD_MB) * 1_000_000),
        };
        self.check(file, format, &options)?;
        Ok((format, options))
    }

    fn split(&self, file: Option<&Path>) -> Result<Option<Split>, Failure> {
        let Some(given) = &self.split else { return Ok(None) };
        if file.is_none() {
            return Err(Failure::bad_input("--split makes several files, and standard output is one")
                .hint("Name the files with -o: -o data.jsonl makes data-train.jsonl and so on."));
        }
        let split = Split::parse(given, self.group_by.unwrap_or(GroupBy::Cell)).map_err(|error| {
            Failure::of(Exit::BadInput, error).hint("For example: --split train=0.8,validation=0.1,test=0.1")
        })?;
        Ok(Some(split))
    }

    fn include(&self) -> Include {
        let has = |part| self.include.contains(&part);
        Include {
            metadata: has(Beside::Metadata),
            quality_scores: has(Beside::Quality),
            timestamps: has(Beside::Timestamps),
            approval_history: has(Beside::History),
        }
    }

    fn tokens(&self) -> Result<ControlTokens, Failure> {
        let Some(path) = &self.tokenizer else { return Ok(ControlTokens::default()) };
        check_readable(path).map_err(|error| Failure::of(Exit::BadInput, error).context(path.display().to_string()))?;
        ControlTokens::of_tokenizer(path).map_err(|error| {
            Failure::of(Exit::BadInput, error).hint("Name the tokenizer.json in the folder of the model.")
        })
    }

    /// Counts by the tokenizer, where there is one.
    pub(super) fn token_count(&self) -> Result<TokenCount, Failure> {
        let Some(path) = &self.tokenizer else { return Ok(TokenCount::default()) };
        TokenCount::of_tokenizer(path).map_err(|error| {
            Failure::of(Exit::BadInput, error).hint("Leave --tokenizer out to estimate the tokens of --max-tokens.")
        })
    }

    fn check(&self, file: Option<&Path>, format: ExportFormat, options: &Options) -> Result<(), Failure> {
        let shape = options.shape_in(format);
        let refused = |what: String, hint: &str| Err(Failure::bad_input(what).hint(hint));
        if !Options::takes(format, shape) {
            let hint = "Use --format jsonl, or another --shape.";
            return refused(format!("{format} has no room for the shape {shape}"), hint);
        }
        if !self.include.is_empty() && !Options::takes_metadata(shape) {
            return Err(no_room(shape));
        }
        if self.spreadsheet_safe && format != ExportFormat::Csv {
            let hint = "Add --format csv, or leave --spreadsheet-safe out.";
            return refused(format!("--spreadsheet-safe is for csv, not {format}"), hint);
        }
        let is_whole = shape == ExportShape::Native || format == ExportFormat::Markdown;
        if is_whole && (self.system.is_some() || self.per_turn || self.tokenizer.is_some()) {
            let hint = "Name a shape for training, for example: --shape messages --format jsonl";
            return refused("--system, --per-turn and --tokenizer are for training examples".into(), hint);
        }
        if format == ExportFormat::Parquet && options.compression != Compression::None {
            let hint = "Name a file that ends in .parquet: its columns are packed already.";
            return refused("a parquet file is not packed a second time".into(), hint);
        }
        if shape == ExportShape::LlamaFactory && !is_read_by_llama_factory(file, format, options) {
            let hint = "Name a .jsonl, .json or .parquet file, not packed. Or leave --shape out: --shape sharegpt is for others.";
            return refused("LLaMA-Factory reads no such file".into(), hint);
        }
        if shape == ExportShape::Dpo && self.per_turn {
            return refused("--per-turn is not for dpo, which compares whole answers".into(), "Leave --per-turn out.");
        }
        Ok(())
    }
}

/// LLaMA-Factory goes by the ending of a file, and unpacks none. The files of a folder are parquet.
fn is_read_by_llama_factory(file: Option<&Path>, format: ExportFormat, options: &Options) -> bool {
    let is_known = |ending: &str| ["jsonl", "json", "parquet"].contains(&ending);
    let is_readable = matches!(format, ExportFormat::Jsonl | ExportFormat::Json | ExportFormat::Parquet);
    let is_folder = options.card.is_some();
    is_readable
        && (is_folder || file.is_none_or(|file| is_known(&named(file).2) && options.compression == Compression::None))
}

/// Why `--include` is not for this shape, and where there is room.
fn no_room(shape: ExportShape) -> Failure {
    if shape == ExportShape::Native {
        return Failure::bad_input("--include is not for the shape native, which has every field")
            .hint("Leave --include out.");
    }
    let takes = |shape: &&ExportShape| Options::takes_metadata(**shape);
    let with_room: Vec<&str> = ExportShape::ALL.iter().filter(takes).map(|shape| shape.as_str()).collect();
    Failure::bad_input(format!("--include is not for the shape {shape}: its consumer refuses other keys"))
        .hint(format!("Shapes with room: {}; in jsonl, json, csv, parquet and markdown.", with_room.join(", ")))
        .hint("A second file can hold it, in the same order: dialoom export --include metadata -o metadata.csv")
}

fn ending_of(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Markdown => "md",
        format => format.as_str(),
    }
}

/// Whether a text has `{{name}}`. Other braces are ordinary: `{"a": {"b": {}}}`.
fn has_variable(text: &str) -> bool {
    let inside = text.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0.trim_start()));
    inside.into_iter().any(|name| name.starts_with(|letter: char| letter.is_alphabetic() || letter == '_'))
}

/// The text itself, or the content of `@FILE`.
fn system(given: &str) -> Result<String, Failure> {
    let text = match given.strip_prefix('@') {
        None => given.to_owned(),
        Some(path) => {
            let path = Path::new(path);
            let failed = |error| {
                Failure::of(Exit::BadInput, error).context(format!("cannot read the system prompt {}", path.display()))
            };
            check_readable(path).and_then(|()| text_file::read(path)).map_err(failed)?
        }
    };
    if text.trim().is_empty() {
        return Err(Failure::bad_input("the system prompt is empty").hint("Give a text, or leave --system out."));
    }
    if has_variable(&text) {
        return Err(Failure::bad_input("the system prompt of --system has a placeholder, and nothing fills it in")
            .hint("A template's \"system_prompt\" is filled in for each conversation: write it there, and leave --system out."));
    }
    Ok(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        form: FormArgs,
    }

    fn form(line: &[&str]) -> Result<FormArgs, clap::Error> {
        Line::try_parse_from(std::iter::once(&"export").chain(line)).map(|line| line.form)
    }

    fn checked(line: &[&str], file: &str) -> Result<(ExportFormat, Compression), String> {
        let file = Some(Path::new(file)).filter(|file| *file != Path::new("-"));
        form(line)
            .unwrap()
            .checked(file, &DatasetTable::default())
            .map(|(format, it)| (format, it.compression))
            .map_err(|error| error.message())
    }

    #[test]
    fn the_format_follows_the_ending_unless_it_is_named() {
        use ExportFormat::{Csv, Json, Jsonl, Markdown, Parquet};
        for (line, file, expected) in [
            (&[][..], "a.csv", Csv),
            (&[], "a.JSON", Json),
            (&[], "a.md", Markdown),
            (&[], "a.parquet", Parquet),
            (&[], "a.txt", Jsonl),
            (&[], "-", Jsonl),
            (&["--format", "jsonl"], "a.json", Jsonl),
            (&["--format", "csv"], "a.txt", Csv),
        ] {
            assert_eq!(checked(line, file), Ok((expected, Compression::None)), "{file}");
        }
        assert_eq!(checked(&[], "a.csv.gz"), Ok((Csv, Compression::Gzip)));
        assert_eq!(checked(&["--format", "jsonl"], "a.json.zst"), Ok((Jsonl, Compression::Zstd)));
        assert_eq!(checked(&[], "a.gz"), Ok((Jsonl, Compression::Gzip)));
    }

    #[test]
    fn a_format_and_an_ending_that_disagree_are_refused() {
        for (format, file) in
            [("csv", "a.json"), ("json", "a.jsonl"), ("jsonl", "a.csv.gz"), ("markdown", "a.csv"), ("json", "a.md")]
        {
            let said = checked(&["--format", format], file).unwrap_err();
            assert!(said.contains("disagree"), "{format} {file}: {said}");
        }
    }

    #[test]
    fn a_packing_that_nobody_writes_is_refused() {
        for ending in OTHER_PACKINGS {
            let said = checked(&["--format", "jsonl"], &format!("y.jsonl.{ending}")).unwrap_err();
            assert!(said.contains(ending), "{said}");
        }
    }

    #[test]
    fn a_repetition_keeps_the_form_that_its_name_says() {
        let fits = |file: &str, packed| check_name(Path::new(file), ExportFormat::Jsonl, packed).is_ok();
        for (file, packed, expected) in [
            ("x.jsonl", Compression::None, true),
            ("x.json", Compression::None, true),
            ("x.foo", Compression::None, true),
            ("x.parquet", Compression::None, false),
            ("x.csv", Compression::None, false),
            ("x.jsonl.gz", Compression::None, false),
            ("x.jsonl.gz", Compression::Gzip, true),
            ("x.jsonl", Compression::Zstd, false),
        ] {
            assert_eq!(fits(file, packed), expected, "{file} {packed:?}");
        }
    }

    #[test]
    fn llama_factory_gets_no_file_that_it_refuses() {
        for (more, file) in
            [(&[][..], "a.csv"), (&[], "a.jsonl.gz"), (&[], "a.json.zst"), (&[], "a.txt"), (&["--format", "csv"], "-")]
        {
            let said = checked(&[&["--shape", "llama-factory"], more].concat(), file).unwrap_err();
            assert!(said.contains("LLaMA-Factory"), "{file}: {said}");
        }
        for file in ["a.jsonl", "a.v1.json", "a.PARQUET", "-"] {
            assert!(checked(&["--shape", "llama-factory"], file).is_ok(), "{file}");
        }
    }

    #[test]
    fn a_system_prompt_with_a_placeholder_is_refused() {
        for text in ["Be nice {{persona}}", "You help {{ vary.name }}."] {
            assert!(checked(&["--system", text], "a.jsonl").unwrap_err().contains("placeholder"), "{text}");
        }
        for text in ["Answer as {\"a\": {\"b\": {}}}", "Write {{}} or {{1}} as it is {{"] {
            assert!(checked(&["--system", text], "a.jsonl").is_ok(), "{text}");
        }
    }

    #[test]
    fn a_misspelt_format_is_offered_the_nearest() {
        let message = form(&["--format", "jsnl"]).unwrap_err().to_string();
        assert!(message.contains("jsonl"), "{message}");
    }

    #[test]
    fn parts_come_comma_separated_and_only_where_rows_have_room() {
        let line = form(&["--include", "metadata,history"]).unwrap();
        let (_, options) = line.checked(None, &DatasetTable::default()).unwrap();
        assert_eq!(options.include, Include { metadata: true, approval_history: true, ..Include::default() });
        for more in [&["--shape", "native"][..], &["--shape", "gemini"], &["--format", "json"]] {
            let said = checked(&[&["--include", "metadata"], more].concat(), "-").unwrap_err();
            assert!(said.contains("--include is not for"), "{said}");
        }
    }
}
