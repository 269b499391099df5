//! `dialoom templates …`.

mod compare;
mod folder;
mod library;
mod try_out;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::Utc;
use serde::Serialize;
use serde_json::json;

use crate::app::App;
use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Tier;
use crate::domain::effect::Effect;
use crate::domain::limits::Style;
use crate::domain::ordinary_file::check_readable;
use crate::domain::quoted::listed;
use crate::domain::template::{Template, TemplateText};
use crate::domain::text_file;
use crate::engine::habits;
use crate::error::{Exit, Failure};
use crate::library::templates::{Selection, file_of, with_partials};
use crate::templates::{Directions, Problem, advice, check, included, is_template_file};
use crate::templates::{file, prompt};
use crate::ui::{Table, count};

use crate::cli::args::whole;
use crate::cli::args::{assignment, one_of, subject};
use crate::cli::shell::operand;

const RENDER_EXAMPLES: &str = "\
Examples:
  dialoom templates render \"Investment Discovery\" --persona \"Young Nurse\" --emotion curiosity --topic \"index funds\"
  dialoom templates render my.toml --persona A --emotion B --topic C --set region=Ohio";
const CHECK_EXAMPLES: &str = "\
Examples:
  dialoom templates check my.toml other.toml     needs no database
  dialoom templates check \"Investment Discovery\"

Exit code: 2 if a template cannot be used, 0 if there are only warnings.";

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// List templates
    List(ListArgs),
    /// Print a template as a file
    Show {
        /// Name, id or a unique prefix of either
        #[arg(value_name = "NAME")]
        template: String,
    },
    /// Check a template file and add it; a known name gets a new version
    Add {
        /// The template file (.toml, or .md with a head between two lines +++)
        file: PathBuf,
    },
    /// Edit a template in $EDITOR: the file becomes its next version
    Edit {
        /// Name, id or a unique prefix of either
        #[arg(value_name = "NAME")]
        template: String,
        /// The new text (TOML, or Markdown with a head) [default: open $EDITOR]
        #[arg(value_name = "FILE")]
        text: Option<PathBuf>,
        /// The same as FILE
        #[arg(long, value_name = "FILE", conflicts_with = "text")]
        file: Option<PathBuf>,
    },
    /// Switch a template off, so that it makes no new conversations
    Remove {
        /// Its whole name, or its id
        #[arg(value_name = "NAME")]
        template: String,
        /// Delete it with all its versions; only where nothing rests on it
        #[arg(long)]
        purge: bool,
    },
    /// Switch a template on again, or make an earlier version (NAME@2) the newest
    Restore {
        /// NAME, or NAME@VERSION
        #[arg(value_name = "NAME[@VERSION]")]
        template: String,
    },
    /// List the versions of a template
    Versions {
        /// Name, id or a unique prefix of either
        #[arg(value_name = "NAME")]
        template: String,
    },
    /// Show how two versions differ
    Diff {
        /// The first, as NAME@2
        #[arg(value_name = "NAME@VERSION")]
        template: String,
        /// The second [default: the newest; the last two of NAME alone]
        #[arg(id = "which", value_name = "NAME@VERSION")]
        other: Option<String>,
    },
    /// Compare what two templates, or two versions of one, have made
    Compare(Box<compare::CompareArgs>),
    /// Give a template another name
    Rename {
        /// Its whole name, or its id
        #[arg(value_name = "NAME")]
        template: String,
        /// The new name
        new: String,
    },
    /// Rate a template from 1 to 5
    Rate {
        /// NAME, or NAME@VERSION
        #[arg(value_name = "NAME[@VERSION]")]
        template: String,
        /// 5 is the best
        #[arg(value_parser = whole(1, 5), allow_negative_numbers = true)]
        rating: u32,
    },
    /// Add every template file of a folder, or none
    Import {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Write every template as a file of its own
    Export {
        /// The folder; it is created
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Make some conversations, show them, and store none
    Try(Box<try_out::TryArgs>),
    /// Print the prompt that a template makes
    #[command(after_help = RENDER_EXAMPLES)]
    Render(RenderArgs),
    /// List all problems of templates
    #[command(after_help = CHECK_EXAMPLES)]
    Check {
        /// Files (their names end in .toml or .md) or stored templates
        #[arg(required = true, value_name = "FILE|NAME")]
        which: Vec<String>,
    },
}

#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// Include inactive templates
    #[arg(long, conflicts_with = "active")]
    all: bool,
    /// Only active templates, as without --all
    #[arg(long)]
    active: bool,
    /// Only these tiers (several: comma-separated or repeated)
    #[arg(long, value_name = "TIER", value_delimiter = ',', ignore_case = true,
        value_parser = one_of::<Tier>(Tier::WORDS))]
    tier: Vec<Tier>,
    /// Only in this category (repeat for several)
    #[arg(long, value_name = "NAME")]
    category: Vec<String>,
    /// Only those made for this persona, or for any (repeat for several)
    #[arg(long, value_name = "NAME")]
    persona: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub struct RenderArgs {
    /// A file (its name ends in .toml or .md) or a stored template
    #[arg(value_name = "FILE|NAME")]
    pub which: String,
    /// Who talks
    #[arg(long)]
    pub persona: Option<String>,
    /// How they feel
    #[arg(long)]
    pub emotion: Option<String>,
    /// What they talk about
    #[arg(long)]
    pub topic: Option<String>,
    /// A variable of the template (repeat for several)
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = assignment)]
    pub set: Vec<(String, String)>,
    /// How many turns to ask for
    #[arg(long, default_value_t = 10, allow_negative_numbers = true, value_parser = whole(2, 100))]
    pub turns: u32,
    /// The full prompt, or the brief one for small models
    #[arg(long, value_name = "STYLE", default_value = "full", ignore_case = true,
        value_parser = one_of::<Style>(Style::WORDS))]
    pub style: Style,
}

impl Command {
    /// What the command may do.
    pub fn effect(&self) -> Effect {
        match self {
            Command::List(_) | Command::Show { .. } | Command::Render(_) | Command::Check { .. } => Effect::Reads,
            Command::Compare(_) | Command::Versions { .. } | Command::Diff { .. } | Command::Export { .. } => {
                Effect::Reads
            }
            Command::Add { .. } | Command::Import { .. } | Command::Try(_) => Effect::Creates,
            // The built-in templates are there before any database.
            Command::Edit { .. }
            | Command::Remove { .. }
            | Command::Restore { .. }
            | Command::Rename { .. }
            | Command::Rate { .. } => Effect::Creates,
        }
    }
}

pub async fn run(app: &App, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::List(args) => list(app, args).await,
        Command::Show { template } => show(app, &template).await,
        Command::Add { file } => folder::add(app, &[file]).await,
        Command::Edit { template, text, file } => library::edit(app, &template, text.or(file)).await,
        Command::Remove { template, purge } => library::remove(app, &template, purge).await,
        Command::Restore { template } => library::restore(app, &template).await,
        Command::Versions { template } => library::versions(app, &template).await,
        Command::Diff { template, other } => library::differ(app, &template, other.as_deref()).await,
        Command::Compare(args) => compare::run(app, *args).await,
        Command::Rename { template, new } => library::rename(app, &template, new.trim()).await,
        Command::Rate { template, rating } => library::rate(app, &template, rating).await,
        Command::Import { folder } => folder::import(app, &folder).await,
        Command::Export { folder } => folder::export(app, &folder).await,
        Command::Try(args) => try_out::run(app, *args).await,
        Command::Render(args) => render(app, args).await,
        Command::Check { which } => check_all(app, &which).await,
    }
}

async fn list(app: &App, args: ListArgs) -> Result<Exit, Failure> {
    let all = args.all;
    let selection = Selection { tiers: args.tier, categories: args.category, personas: args.persona };
    let is_whole = selection == Selection::default();
    let mut templates = app.store().await?.templates(all).await?;
    let stored = templates.len();
    templates.retain(|template| selection.has(template));
    if app.ui.wants_json() {
        app.ui.json(&json!({"templates": templates}))?;
        return Ok(Exit::Done);
    }
    let headings = ["NAME", "TIER", "CATEGORY", "VERSION", "USED", "PASSED", "RATING", "ACTIVE"];
    // Without --all every row is active.
    let columns = if all { headings.len() } else { headings.len() - 1 };
    let mut table = Table::new(&headings[..columns], &[0, 2]).right(&[3, 4, 5, 6]);
    for template in &templates {
        let row = [
            template.text.name.clone(),
            template.text.tier.to_string(),
            template.text.category.clone(),
            template.version.to_string(),
            template.usage_count.to_string(),
            template.success_rate.map(|rate| format!("{:.0}%", rate * 100.0)).unwrap_or_else(|| "-".into()),
            rating(template).unwrap_or_else(|| "-".into()),
            if template.is_active { "yes" } else { "no" }.to_owned(),
        ];
        table.row(row.into_iter().take(columns));
    }
    table.print(&app.ui)?;
    if templates.is_empty() && stored > 0 {
        app.ui.note("no template matches; see them with: dialoom templates list --all");
    }
    if is_whole {
        say_partials(app).await?;
    }
    Ok(Exit::Done)
}

/// Partials make no conversations, so they stand in no row.
async fn say_partials(app: &App) -> Result<(), Failure> {
    let partials = app.store().await?.partials().await?;
    let names: Vec<&str> = partials.iter().map(|partial| partial.text.name.as_str()).collect();
    if let Some(first) = names.first() {
        let number = count(names.len() as u64, "partial");
        app.ui.note(&format!("{number} that templates may include: {}", listed(&names)));
        app.ui.note(&format!("see one with: dialoom templates show {}", operand(first)));
    }
    Ok(())
}

async fn show(app: &App, name: &str) -> Result<Exit, Failure> {
    let template = app.store().await?.template(name).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({"template": template}))?;
    } else {
        let file = file_of(&template);
        // The line itself ends with the printing: an empty one at the end of the prompt is part of it.
        app.ui.out(file.strip_suffix('\n').unwrap_or(&file))?;
        if let Some(rating) = rating(&template) {
            app.ui.note(&format!("rated {rating}: the mean of 1 to 5, and how many people rated"));
        }
    }
    Ok(Exit::Done)
}

/// The mean, and of how many: "4.5 (2)".
fn rating(template: &Template) -> Option<String> {
    template.rating.map(|rating| format!("{rating:.1} ({})", template.rating_count))
}

async fn render(app: &App, args: RenderArgs) -> Result<Exit, Failure> {
    let text = text_of(app, &args.which).await?;
    let variables = subject::variables(&args.set)?;
    let given = [args.persona, args.emotion, args.topic].map(Option::unwrap_or_default);
    let subject = subject::subject(&given[0], &given[1], &given[2])?;
    let request = ItemRequest {
        template: text.name.clone(),
        subject,
        variables,
        tier: None,
        situation: None,
        ordinal: 0,
        drawn: Default::default(),
        source: None,
    };
    let directions =
        Directions { style: args.style, today: Some(Utc::now().date_naive()), ..Directions::full(args.turns) };
    let prompt = prompt::build(&text, &request, &directions).map_err(|error| {
        let wanted = match &error {
            prompt::PromptError::Missing { name, .. } => Some(flag_for(name)),
            _ => None,
        };
        let failure = Failure::from(error);
        wanted.into_iter().fold(failure, |failure, flag| failure.hint(format!("Give it with {flag}.")))
    })?;
    if app.ui.wants_json() {
        app.ui.json(&json!({"template": text.name, "system": prompt.system, "prompt": prompt.text}))?;
        return Ok(Exit::Done);
    }
    app.ui.out("# system")?;
    app.ui.out(prompt.system.trim_end())?;
    app.ui.out("\n# prompt")?;
    app.ui.out(prompt.text.trim_end())?;
    Ok(Exit::Done)
}

fn flag_for(variable: &str) -> String {
    match Axis::named(variable) {
        Some(axis) => format!("--{axis} TEXT"),
        None => format!("--set {variable}=TEXT"),
    }
}

#[derive(Debug, Serialize)]
struct Checked {
    name: String,
    ok: bool,
    problems: Vec<Problem>,
}

async fn check_all(app: &App, which: &[String]) -> Result<Exit, Failure> {
    let mut all = Vec::new();
    for name in which {
        let problems = match is_template_file(name) {
            true => match parsed(Path::new(name))? {
                Ok(text) => problems(app, &with_library(app, text).await?),
                Err(message) => vec![Problem { fatal: true, line: None, message }],
            },
            false => problems(app, &app.store().await?.template(name).await?.text),
        };
        all.push(Checked { name: name.clone(), ok: !problems.iter().any(|problem| problem.fatal), problems });
    }
    if app.ui.wants_json() {
        app.ui.json(&json!({"templates": all}))?;
    } else {
        for checked in &all {
            if checked.problems.is_empty() {
                app.ui.out(&format!("{}: good", checked.name))?;
            }
            for problem in &checked.problems {
                let kind = if problem.fatal { "error" } else { "warning" };
                app.ui.out(&placed(&checked.name, kind, &told(problem)))?;
            }
        }
    }
    Ok(if all.iter().all(|checked| checked.ok) { Exit::Done } else { Exit::BadInput })
}

/// What is wrong with a template; where nothing is, what would make it better with these settings.
fn problems(app: &App, text: &TemplateText) -> Vec<Problem> {
    let mut problems = check(text);
    if !problems.iter().any(|problem| problem.fatal) {
        problems.extend(advice(text, &habits(&app.settings.generation)));
    }
    problems
}

/// "my.toml: error: what is wrong"; with the line where the message names one: "my.toml:3: error: …".
fn placed(name: &str, kind: &str, message: &str) -> String {
    let line =
        message.strip_prefix(name).and_then(|rest| rest.strip_prefix(':')).and_then(|rest| rest.split_once(": "));
    match line {
        Some((line, rest)) if line.parse::<u32>().is_ok() => format!("{name}:{line}: {kind}: {rest}"),
        _ => format!("{name}: {kind}: {message}"),
    }
}

fn told(problem: &Problem) -> String {
    match problem.line {
        Some(line) => format!("text line {line}: {}", problem.message),
        None => problem.message.clone(),
    }
}

async fn text_of(app: &App, which: &str) -> Result<TemplateText, Failure> {
    match is_template_file(which) {
        true => with_library(app, read(Path::new(which))?).await,
        false => Ok(app.store().await?.template(which).await?.text),
    }
}

/// With the partials that it includes. Without any it needs no database.
async fn with_library(app: &App, text: TemplateText) -> Result<TemplateText, Failure> {
    if included(&text.text).is_empty() {
        return Ok(text);
    }
    let partials = app.store().await?.partials().await?;
    let library: Vec<TemplateText> = partials.into_iter().map(|partial| partial.text).collect();
    Ok(with_partials(text, &library))
}

fn read(path: &Path) -> Result<TemplateText, Failure> {
    parsed(path)?.map_err(Failure::bad_input)
}

/// Reads a template file; the inner error says what is wrong in its text.
fn parsed(path: &Path) -> Result<Result<TemplateText, String>, Failure> {
    let content = content(path)?;
    let text = file::parse(path, &content);
    let named = text.and_then(|text| file::check_name(path, &content, &text.name).map(|()| text));
    Ok(named.map_err(|error| error.to_string()))
}

fn content(path: &Path) -> Result<String, Failure> {
    check_readable(path).and_then(|()| text_file::read(path)).map_err(|error| {
        let is_no_text = error.kind() == ErrorKind::InvalidData;
        let failure = Failure::bad_input(format!("the template file {} cannot be read", path.display())).because(error);
        match is_no_text {
            true => failure,
            false => failure.hint(
                "Give the path of a template file, or copy one: dialoom templates show 'Investment Discovery' > my.toml",
            ),
        }
    })
}
