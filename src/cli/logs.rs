//! `dialoom logs`.

use crate::app::App;
use crate::error::{Exit, Failure};
use crate::store::{LogPage, LoggedCall};
use crate::ui::{Table, Ui};

use crate::cli::args::{CallFilterArgs, Ids, whole};
use crate::cli::cost::no_calls;
use crate::cli::performance::duration;
use crate::cli::shell;

/// Show the calls of providers, failed ones included
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The newest call comes first. With ids: the calls for these conversations, the failed ones before them included. Prompts are \
kept only with keep_payloads in dialoom.toml; the answer of a call that gave nothing usable is always kept.

Examples:
  dialoom logs --status failed,timeout --since 24h
  dialoom logs @last --payload
  dialoom logs --batch @last --json")]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
    /// Show parameters, prompt and answer of each call as well
    #[arg(long)]
    payload: bool,
    /// Most calls to show, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 25, allow_negative_numbers = true, value_parser = whole(1, 1000))]
    limit: u32,
    /// Go on with the page that this cursor leads to
    // The line under the calls has it: nobody looks for it in the help.
    #[arg(long, value_name = "CURSOR", hide_short_help = true)]
    cursor: Option<String>,
    #[command(flatten)]
    filters: CallFilterArgs,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let mut filter = args.filters.checked(app).await?;
    if args.ids.is_given() {
        filter.conversations = args.ids.resolve(app).await?;
        if filter.conversations.is_empty() {
            app.ui.note("stdin holds no id");
            return Ok(Exit::Done);
        }
    }
    let page = app.store().await?.logged_calls(&filter, args.limit, args.cursor.as_deref(), args.payload).await?;
    let calls = &page.calls;
    if app.ui.wants_json() {
        app.ui.json(&page)?;
        return Ok(Exit::Done);
    }
    match (calls.is_empty(), args.payload) {
        (true, _) if args.cursor.is_some() => app.ui.note("no more calls"),
        (true, _) => return no_calls(app, &filter).await,
        (_, true) => calls.iter().try_for_each(|call| whole_call(&app.ui, call))?,
        (_, false) => table(calls).print(&app.ui)?,
    }
    other_pages(app, &page);
    Ok(Exit::Done)
}

/// The commands for older and for newer calls.
fn other_pages(app: &App, page: &LogPage) {
    for (what, cursor) in [("older calls", &page.next_cursor), ("newer calls", &page.previous_cursor)] {
        if let Some(cursor) = cursor {
            app.ui.note(&format!("{what}: {}", shell::again_without("--cursor", &["--cursor", cursor])));
        }
    }
}

fn table(calls: &[LoggedCall]) -> Table {
    let headings = ["ENDED (UTC)", "STATUS", "MODEL", "BATCH", "CONVERSATION", "IN", "OUT", "COST", "TOOK", "ERROR"];
    let mut table = Table::new(&headings, &[2, 3, 9]).right(&[5, 6, 7, 8]);
    let or_none = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
    for call in calls {
        table.row([
            call.at.format("%Y-%m-%d %H:%M:%S").to_string(),
            call.status.clone(),
            call.model.clone(),
            or_none(&call.batch),
            or_none(&call.conversation),
            call.input_tokens.to_string(),
            call.output_tokens.to_string(),
            call.cost_usd.to_string(),
            duration(call.duration_ms),
            error(call),
        ]);
    }
    table
}

/// "not_json: the answer holds no JSON object".
fn error(call: &LoggedCall) -> String {
    let parts = [call.error_code.as_deref(), call.error.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(": ")
}

fn whole_call(ui: &Ui, call: &LoggedCall) -> Result<(), Failure> {
    ui.out(&format!("── {} ──", call.at.format("%Y-%m-%d %H:%M:%S UTC")))?;
    let asked: Vec<String> = call.parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let temperature = call.temperature.map_or_else(String::new, |degree| format!(", temperature {degree}"));
    let version = call.template_version.map_or_else(String::new, |version| format!(", version {version}"));
    for (name, value) in [
        ("status", call.status.clone()),
        ("error", error(call)),
        ("model", format!("{} ({}), at most {} tokens{temperature}", call.model, call.provider, call.max_tokens)),
        ("template", call.template.as_ref().map_or_else(String::new, |name| format!("{name}{version}"))),
        ("batch", call.batch.clone().unwrap_or_default()),
        ("conversation", call.conversation.clone().unwrap_or_default()),
        ("request id", call.request_id.clone().unwrap_or_default()),
        ("parameters", asked.join("; ")),
        ("tokens", format!("{} in, {} out", call.input_tokens, call.output_tokens)),
        ("cost", call.cost_usd.to_string()),
        ("took", duration(call.duration_ms)),
    ] {
        if !value.is_empty() {
            ui.out_sentence(&format!("{name:<13} {value}"))?;
        }
    }
    for (name, text) in [("prompt", &call.request), ("answer", &call.response)] {
        match text {
            Some(text) => ui.out(&format!("\n{name}:\n{text}"))?,
            None => ui.out(&format!("{name:<13} not kept"))?,
        }
    }
    ui.out("")
}
