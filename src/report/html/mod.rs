//! A report as one HTML page: no network, no script, under 300 kB. Text from models is escaped and cut.

mod changes;
mod chart;
mod coverage;
mod diversity;
mod figures;
mod findings;
mod made;
mod near_duplicates;
mod origin;
mod people;
mod quality;
mod samples;
mod templates;
mod top;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::report::dataset::Dataset;

/// Keeps a browser from loading or running anything, whatever stands in the page.
const NOTHING_ELSE: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("style.css");

/// Its id, title, content, and the command that lists the rows.
type Section<'a> = (&'a str, &'a str, Markup, Option<&'a String>);

/// The sections below the verdict.
fn sections(dataset: &Dataset) -> Vec<Section<'_>> {
    let examined = match dataset.verdict.exportable {
        0 => "all conversations",
        _ => "the conversations that an export takes",
    };
    let commands = &dataset.commands;
    let changes = dataset.compared.iter().map(|it| ("changes", "What changed", changes::section(it), None));
    let section = |id, title, content, command| (id, title, content, Some(command));
    let rest: Vec<Section<'_>> = match dataset.stats.totals.totals.conversations {
        0 => vec![("made", "What was made", made::section(dataset), None)],
        _ => vec![
            // Its chart of costs has a command of its own.
            ("made", "What was asked and made", made::section(dataset), None),
            section(
                "coverage",
                "Coverage",
                coverage::section(&dataset.coverage, &commands.all_cells),
                &commands.coverage,
            ),
            section("quality", "Quality and length", quality::section(dataset), &commands.score),
            section(
                "templates",
                "Templates",
                templates::section(&dataset.templates, &commands.templates),
                &commands.templates,
            ),
            ("findings", "What the checks found", findings::section(&dataset.findings), None),
            section(
                "duplicates",
                "Near-duplicates",
                near_duplicates::section(&dataset.near_duplicates, examined),
                &commands.duplicates,
            ),
            section(
                "diversity",
                "Diversity",
                diversity::section(&dataset.diversity, examined, &commands.diversity),
                &commands.diversity,
            ),
            section("people", "Who read and decided", people::section(dataset), &commands.reviewers),
            ("samples", "Best and worst", samples::section(dataset), None),
            ("origin", "How it was made", origin::section(dataset), None),
        ],
    };
    changes.chain(rest).collect()
}

/// The whole page.
pub(crate) fn page(dataset: &Dataset) -> String {
    let sections = sections(dataset);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(NOTHING_ELSE);
                meta name="referrer" content="no-referrer";
                title { "Training conversations: " (top::headline(&dataset.verdict)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (top::header(dataset))
                main {
                    nav aria-label="Sections" {
                        @for (id, title, ..) in &sections { a href={ "#" (id) } { (title) } }
                    }
                    @for (id, title, content, command) in &sections {
                        section id=(id) aria-labelledby={ (id) "-title" } {
                            h2 id={ (id) "-title" } { (title) }
                            (content)
                            @if let Some(command) = command { (figures::rows(command)) }
                        }
                    }
                }
                footer { p { "Written " (dataset.written_at.format("%Y-%m-%d %H:%M")) " UTC by dialoom " (dataset.version)
                    ". Figures are those of that moment; costs are in US dollars; days and times are UTC." } }
            }
        }
    };
    page.into_string()
}
