//! `dialoom documents …`: the user's own documents and their chunks.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::json;

use crate::app::App;
use crate::domain::document::{Chunk, Document, DocumentFormat};
use crate::domain::effect::Effect;
use crate::domain::excerpt::start_of;
use crate::domain::filter::{Filter, Order};
use crate::error::{Exit, Failure};
use crate::library::{AddError, Added, Change, Job, ReadError, read_all};
use crate::store::StoreError;
use crate::ui::{Table, count, printable};

use crate::cli::args::{one_of, whole};
use crate::cli::confirm::confirmed;
use crate::cli::interrupt;
use crate::cli::shell::{self, operand};

/// The most conversations on old text that are named.
const MOST_NAMED: u32 = 5;

const ADD_EXAMPLES: &str = "\
A file that did not change adds nothing. Of a changed one, only the chunks that changed are new.

Examples:
  dialoom documents add handbook.pdf
  dialoom documents add fees.md --title Fees --chunk-tokens 300";
const CHUNKS_EXAMPLES: &str = "\
Examples:
  dialoom documents chunks handbook
  dialoom documents chunks 'handbook#3'
  dialoom generate -t 'Investment Discovery' --persona Nurse --emotion worried --chunk 'handbook#3'";

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Read files, split them into chunks and store them
    #[command(after_help = ADD_EXAMPLES)]
    Add(AddArgs),
    /// List documents
    List,
    /// Show a document and where its chunks begin
    Show {
        /// Name, id or a unique prefix of either
        #[arg(value_name = "NAME")]
        document: String,
    },
    /// Print the chunks of a document, or one chunk
    #[command(after_help = CHUNKS_EXAMPLES)]
    Chunks {
        /// A document, or a chunk as NAME#NUMBER or ID
        #[arg(value_name = "NAME")]
        chunk: String,
    },
    /// Find chunks that hold all these words
    Search {
        /// Words, in any case
        #[arg(required = true, value_name = "WORD")]
        words: Vec<String>,
        /// The most chunks
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
    },
    /// Remove a document and its chunks
    Remove {
        /// Its whole name, or its id
        #[arg(value_name = "NAME")]
        document: String,
        /// Also where conversations rest on it: they stay, and lose their source
        #[arg(long)]
        purge: bool,
        /// Remove without asking
        #[arg(short, long)]
        yes: bool,
    },
}

#[derive(Debug, clap::Args)]
pub struct AddArgs {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The name of the document, for a single file [default: the file's name without its ending]
    #[arg(long, value_name = "NAME")]
    title: Option<String>,
    /// Format of the files [default: what the ending of the name says]
    #[arg(long = "as", value_name = "FORMAT", ignore_case = true,
        value_parser = one_of::<DocumentFormat>(DocumentFormat::WORDS))]
    format: Option<DocumentFormat>,
    /// The most tokens of a chunk [default: as before, else 400]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(20, 8000))]
    chunk_tokens: Option<u32>,
    /// The most tokens that two chunks share [default: as before, else 40]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0, 4000))]
    overlap: Option<u32>,
}

impl Command {
    pub(super) fn effect(&self) -> Effect {
        match self {
            Command::Add(_) => Effect::Creates,
            Command::Remove { .. } => Effect::Changes,
            _ => Effect::Reads,
        }
    }
}

pub async fn run(app: &App, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Add(args) => added(app, args).await,
        Command::List => list(app, &app.store().await?.documents().await?),
        Command::Show { document } => show(app, &document).await,
        Command::Chunks { chunk } => chunks(app, &chunk).await,
        Command::Search { words, limit } => {
            let words: Vec<String> =
                words.iter().flat_map(|words| words.split_whitespace()).map(str::to_owned).collect();
            if words.is_empty() {
                return Err(
                    Failure::bad_input("there is no word to search for").hint("Give one, as it stands in the text.")
                );
            }
            let found = app.store().await?.search_chunks(&words, limit).await?;
            print_chunks(app, &found, "no chunk holds all these words")
        }
        Command::Remove { document, purge, yes } => remove(app, &document, purge, yes).await,
    }
}

async fn added(app: &App, args: AddArgs) -> Result<Exit, Failure> {
    if args.title.is_some() && args.files.len() > 1 {
        return Err(Failure::bad_input("--title names one document, and there are several files")
            .hint("Leave --title out, or add the files one by one."));
    }
    if args.title.as_ref().is_some_and(|title| title.trim().is_empty()) {
        return Err(Failure::bad_input("--title is empty").hint("Give a name, as in --title Fees."));
    }
    let job = Job {
        files: args.files,
        title: args.title,
        format: args.format,
        chunk_tokens: args.chunk_tokens,
        overlap: args.overlap,
        by: app.settings.user.clone(),
    };
    let store = app.store().await?;
    let halt = interrupt::listen();
    let now = Mutex::new(PathBuf::new());
    let at = |path: &Path| path.clone_into(&mut now.lock().unwrap_or_else(PoisonError::into_inner));
    let reading = async { Ok(read_all(store, &job, at).await?) };
    let line = |_| {
        format!("reading {}…", printable(&now.lock().unwrap_or_else(PoisonError::into_inner).display().to_string()))
    };
    let ready = app.ui.saying(line, interrupt::with_nothing_changed(&halt, reading)).await?;
    let all = ready.save(store).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "added": all }))?;
        return Ok(Exit::Done);
    }
    for one in &all {
        app.ui.out(&told(one))?;
        say_what_rests_on_old_text(app, &one.document).await?;
    }
    if let Some(last) = all.last() {
        app.ui.note(&format!("next: dialoom documents chunks {}", operand(&last.document.title)));
    }
    Ok(Exit::Done)
}

/// Names the newest of them, and the command that lists all.
async fn say_what_rests_on_old_text(app: &App, document: &Document) -> Result<(), Failure> {
    let old = document.on_old_text;
    if old == 0 {
        return Ok(());
    }
    let filter = Filter { document: vec![document.title.clone()], old_text: true, ..Filter::all() };
    let newest = app.store().await?.list(&filter, Order::NEWEST, MOST_NAMED, None).await?.conversations;
    let (what, rest) = (count(old, "conversation"), if old == 1 { "rests" } else { "rest" });
    let title = printable(&document.title);
    app.ui.note(&format!("{what} of {title} {rest} on a text that is no longer in it:"));
    for it in &newest {
        app.ui.note(&format!("  {}  {}", it.short_id, printable(&it.title)));
    }
    app.ui.note(&format!("list them: dialoom list --old-text {}", shell::flag("--document", &document.title)));
    Ok(())
}

fn told(added: &Added) -> String {
    let title = printable(&added.document.title);
    match added.change {
        Change::New => format!("{title}: new, {}", count(added.new, "chunk")),
        Change::Nothing => format!("{title}: unchanged, {}", count(added.kept, "chunk")),
        Change::Renewed => {
            format!("{title}: changed, {} kept, {} new, {} replaced", added.kept, added.new, added.superseded)
        }
        Change::Resplit => {
            let (kept, new, replaced) = (added.kept, added.new, added.superseded);
            format!("{title}: the same text, split anew: {kept} kept, {new} new, {replaced} replaced")
        }
    }
}

fn list(app: &App, documents: &[Document]) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        app.ui.json(&json!({ "documents": documents }))?;
        return Ok(Exit::Done);
    }
    if documents.is_empty() {
        app.ui.note("no documents yet; add one: dialoom documents add FILE");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["NAME", "FORMAT", "CHUNKS", "CONVERSATIONS", "ON OLD TEXT", "FILE"], &[0, 5]);
    for document in documents {
        table.row([
            document.title.clone(),
            document.format.to_string(),
            document.chunk_count.to_string(),
            document.conversation_count.to_string(),
            document.on_old_text.to_string(),
            document.source_file.clone().unwrap_or_else(|| "-".into()),
        ]);
    }
    table.right(&[2, 3, 4]).print(&app.ui)?;
    Ok(Exit::Done)
}

async fn show(app: &App, name: &str) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let document = store.document(name).await?;
    let chunks = store.chunks(document.id).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "document": document, "chunks": chunks }))?;
        return Ok(Exit::Done);
    }
    for (name, value) in [
        ("document", document.title.clone()),
        ("file", document.source_file.clone().unwrap_or_else(|| "-".into())),
        ("format", document.format.to_string()),
        ("chunks", format!("{} of at most {} tokens", document.chunk_count, document.splitting.chunk_tokens)),
        ("overlap", format!("at most {} tokens", document.splitting.overlap)),
        ("conversations", format!("{}, {} on old text", document.conversation_count, document.on_old_text)),
        ("SHA-256", document.checksum.clone()),
    ] {
        app.ui.out(&format!("{name:<14} {}", printable(&value)))?;
    }
    app.ui.out("")?;
    let mut table = Table::new(&["#", "ID", "PAGE", "USED", "HEADINGS", "BEGINS"], &[4, 5]).right(&[0, 2, 3]);
    for chunk in &chunks {
        table.row([
            chunk.number.unwrap_or_default().to_string(),
            chunk.short_id.clone(),
            chunk.dimensions.page.map_or_else(|| "-".into(), |page| page.to_string()),
            chunk.conversation_count.to_string(),
            chunk.dimensions.headings.join(" > "),
            start_of(&chunk.text),
        ]);
    }
    table.print(&app.ui)?;
    Ok(Exit::Done)
}

async fn chunks(app: &App, which: &str) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let found = match which.contains('#') {
        true => vec![store.chunk(which).await?],
        false => match store.document(which).await {
            Ok(document) => store.chunks(document.id).await?,
            // `show` prints the id of a chunk, also of one that a newer text replaced.
            Err(unknown @ StoreError::NotFound { .. }) => match store.chunk(which).await {
                Err(StoreError::NotFound { .. }) => return Err(unknown.into()),
                found => vec![found?],
            },
            Err(error) => return Err(error.into()),
        },
    };
    print_chunks(app, &found, "the document has no chunks")
}

fn print_chunks(app: &App, chunks: &[Chunk], none: &str) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        app.ui.json(&json!({ "chunks": chunks }))?;
        return Ok(Exit::Done);
    }
    if chunks.is_empty() {
        app.ui.note(none);
    }
    for chunk in chunks {
        let head = format!("{}  {}", chunk.short_id, chunk.place());
        app.ui.out(&format!("== {}", printable(&head)))?;
        for line in chunk.text.trim().lines() {
            app.ui.out(&printable(line))?;
        }
        app.ui.out("")?;
    }
    Ok(Exit::Done)
}

async fn remove(app: &App, name: &str, purge: bool, yes: bool) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let document = store.whole_document(name).await?;
    let (title, resting) = (printable(&document.title), document.conversation_count);
    if resting > 0 && !purge {
        let verb = if resting == 1 { "rests" } else { "rest" };
        return Err(Failure::bad_input(format!("{} {verb} on the document {title}", count(resting, "conversation")))
            .hint(format!(
                "They stay and lose their source with: dialoom documents remove {} --purge",
                operand(&document.title)
            )));
    }
    let what = format!("remove the document {title} with {}", count(document.chunk_count, "chunk"));
    let flags = if purge { " --purge --yes" } else { " --yes" };
    let hint = format!("Remove it without asking: dialoom documents remove {}{flags}", operand(&document.title));
    if !yes && !confirmed(app, &what, &hint)? {
        return Ok(Exit::Done);
    }
    store.remove_document(document.id).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "removed": document }))?;
    } else {
        app.ui.out(&format!("{title}: removed"))?;
    }
    Ok(Exit::Done)
}

impl From<AddError> for Failure {
    fn from(error: AddError) -> Failure {
        let hint = match &error {
            AddError::Store(_) => None,
            AddError::File { .. } => Some("Give the path of a file that you may read.".to_owned()),
            AddError::Format { path } => Some(format!(
                "Name the format: dialoom documents add {} --as text (or markdown, html, pdf, docx)",
                operand(&path.display().to_string())
            )),
            AddError::Read { source, .. } => Some(of_reading(source).to_owned()),
            AddError::OtherFile { path, .. } => Some(format!(
                "Give the new document a name: dialoom documents add {} --title NAME",
                operand(&path.display().to_string())
            )),
            AddError::Name { path, .. } => Some(format!(
                "Give it another one: dialoom documents add {} --title NAME",
                operand(&path.display().to_string())
            )),
            AddError::Overlap { .. } => Some("Give --overlap at most half of --chunk-tokens.".to_owned()),
        };
        let failure = match error {
            AddError::Store(error) => error.into(),
            error => Failure::bad_input(error.to_string()),
        };
        hint.into_iter().fold(failure, Failure::hint)
    }
}

fn of_reading(error: &ReadError) -> &'static str {
    match error {
        ReadError::Scan { .. } => "Recognise its text first, as in: ocrmypdf IN.pdf OUT.pdf",
        ReadError::Encrypted => "Save it without a password first.",
        ReadError::NotText { .. } => "Save it as UTF-8, or name its real format with --as.",
        ReadError::TooLarge { .. } => "Split it into several files.",
        ReadError::Empty => "Check that it is the file you mean.",
        ReadError::Damaged { .. } | ReadError::Crashed { .. } => {
            "Check that the file opens elsewhere, or save its text as a .txt file."
        }
    }
}
