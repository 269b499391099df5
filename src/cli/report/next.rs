//! What to do about a concern, as a command to type.

use std::path::Path;

use crate::domain::filter::Filter;
use crate::report::dataset::Next;

use crate::cli::args::flags_of;
use crate::cli::making::More;
use crate::cli::shell;

/// `plan`: the one that the report compares with.
pub(super) fn command(next: &Next, plan: Option<&Path>, more: &More) -> String {
    let with = |words: &str, filter: &Filter| {
        let flags = flags_of(filter).into_iter();
        std::iter::once(format!("dialoom {words}")).chain(flags).collect::<Vec<_>>().join(" ")
    };
    match (next, plan) {
        (Next::Make, _) => more.command.clone(),
        (Next::MakeByModel, _) => more.by_a_model.clone(),
        (Next::Review(filter), _) => with("review", filter),
        (Next::List(filter), _) => with("list", filter),
        (Next::Duplicates(filter), _) => with("duplicates", filter),
        (Next::Templates(filter), _) => with("stats templates", filter),
        (Next::TryExport(filter), _) => with("export --dry-run", filter),
        (Next::Stats(filter), _) => with("stats", filter),
        (Next::Cost(filter), _) => with("cost", &of_calls(filter)),
        (Next::Diversity(filter), _) => with("stats diversity", filter),
        (Next::Reviewers(filter), _) => with("stats reviewers", filter),
        (Next::Show, _) => "dialoom show ID".to_owned(),
        (Next::Coverage(filter), plan) => coverage(filter, plan, None),
        (Next::AllCells(filter), plan) => coverage(filter, plan, Some("--all")),
    }
}

fn coverage(filter: &Filter, plan: Option<&Path>, more: Option<&str>) -> String {
    let flags: Vec<String> = flags_of(filter).into_iter().chain(more.map(str::to_owned)).collect();
    let (flags, plan) = (flags.join(" "), plan.map(|plan| plan.display().to_string()));
    match (plan, flags.trim()) {
        (None, "") => "dialoom stats coverage".to_owned(),
        (None, flags) => format!("dialoom stats coverage {flags}"),
        (Some(plan), "") => format!("dialoom stats coverage {}", shell::operand(&plan)),
        (Some(plan), flags) => shell::command("stats coverage", &plan, flags),
    }
}

/// What of a filter says something about calls, too.
fn of_calls(filter: &Filter) -> Filter {
    let Filter { batch, template, provider, since, until, since_age, until_age, created_by, .. } = filter.clone();
    Filter { batch, template, provider, since, until, since_age, until_age, created_by, ..Filter::default() }
}
