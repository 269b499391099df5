//! Conversations named one by one, on the command line or on stdin.

use std::collections::HashSet;
use std::io::{self, BufRead, IsTerminal};

use crate::app::App;
use crate::cli::place::unknown_in;
use crate::domain::ids::ConversationId;
use crate::error::Failure;
use crate::store::{Store, StoreError};

use crate::cli::args::last;

/// Ids as arguments; `-` stands for stdin.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Ids {
    /// Short ids or unique prefixes of ids; @last is your newest; "-" reads them from stdin, one per line
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
}

/// One id as given, and the line of stdin it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    id: String,
    line: Option<usize>,
}

impl Ids {
    /// Whether an id or `-` was given.
    pub fn is_given(&self) -> bool {
        !self.ids.is_empty()
    }

    /// The conversations, each once, in the order given. Looks up all ids before it reports wrong ones, so that every
    /// mistake in a file shows at once.
    pub async fn resolve(&self, app: &App) -> Result<Vec<ConversationId>, Failure> {
        let given = self.read(app).await?;
        let wanted = Wanted { store: app.store().await?, user: &app.settings.user, with_trash: false };
        wanted.resolve(&given).await
    }

    /// Like `resolve`, also for conversations in the trash.
    pub async fn resolve_with_trash(&self, app: &App) -> Result<Vec<ConversationId>, Failure> {
        let given = self.read(app).await?;
        let wanted = Wanted { store: app.store().await?, user: &app.settings.user, with_trash: true };
        wanted.resolve(&given).await
    }

    async fn read(&self, app: &App) -> Result<Vec<Given>, Failure> {
        let mut all = Vec::new();
        let mut stdin_read = false;
        for id in &self.ids {
            if id != "-" {
                all.push(Given { id: id.clone(), line: None });
            } else if !stdin_read {
                stdin_read = true;
                if io::stdin().is_terminal() {
                    app.ui.note("reading ids from the terminal, one per line; end with Ctrl-D");
                }
                let read = tokio::task::spawn_blocking(|| from_lines(io::stdin().lock()));
                let read = read.await.unwrap_or_else(|error| Err(io::Error::other(error)));
                all.extend(read.map_err(|error| Failure::bad_input("cannot read ids from stdin").because(error))?);
            }
        }
        Ok(all)
    }
}

/// Where ids are looked up.
struct Wanted<'a> {
    store: &'a Store,
    /// Whose `@last` is meant.
    user: &'a str,
    with_trash: bool,
}

impl Wanted<'_> {
    async fn one(&self, id: &str) -> Result<ConversationId, Failure> {
        match id {
            id if last::is_last(id) => last::conversation(self.store, self.user).await,
            id if self.with_trash => Ok(self.store.resolve_with_trash(id).await?),
            id => Ok(self.store.resolve(id).await?),
        }
    }

    async fn resolve(&self, given: &[Given]) -> Result<Vec<ConversationId>, Failure> {
        let mut found = Vec::with_capacity(given.len());
        let mut seen = HashSet::new();
        let mut wrong: Vec<Failure> = Vec::new();
        for Given { id, line } in given {
            match self.one(id).await {
                Ok(id) => {
                    if seen.insert(id) {
                        found.push(id);
                    }
                }
                Err(failure) => {
                    // A database that fails would fail for every other id as well.
                    if failure.exit != crate::error::Exit::BadInput {
                        return Err(failure);
                    }
                    wrong.push(match line {
                        Some(line) => {
                            let message = format!("line {line} of stdin: {failure}");
                            failure.context(message)
                        }
                        None => failure,
                    });
                }
            }
        }
        match wrong.len() {
            0 => Ok(found),
            1 => Err(with_hint(wrong.remove(0))),
            many => Err(self.several(many, given.len(), &wrong)),
        }
    }

    fn several(&self, many: usize, of: usize, wrong: &[Failure]) -> Failure {
        let deleted = wrong.iter().filter(|failure| is_deleted(failure)).count();
        let what = match deleted {
            0 => "are unknown or ambiguous",
            deleted if deleted == many => "are of deleted conversations",
            _ => "are unknown, ambiguous or of deleted conversations",
        };
        let failure = Failure::bad_input(format!("{many} of {of} ids {what}")).because_of_each(wrong);
        let failure = if deleted < many { unknown_in(self.store, failure).hint(HINT) } else { failure };
        match deleted {
            0 => failure,
            _ => failure.hint("An undo brings deleted ones back. See what is next to be undone: dialoom undo --list"),
        }
    }
}

/// What to do about an id that names nothing.
const HINT: &str = "Short ids are in the first column of `dialoom list`; any unique prefix works.";

/// A deleted conversation was found: its hint says how it comes back.
fn is_deleted(failure: &Failure) -> bool {
    matches!(failure.find(), Some(StoreError::Trashed { .. }))
}

fn with_hint(failure: Failure) -> Failure {
    if is_deleted(&failure) { failure } else { failure.hint(HINT) }
}

/// The first column of every line. Skips blank lines, `#` comments and the heading of a piped table.
fn from_lines(lines: impl BufRead) -> io::Result<Vec<Given>> {
    let mut ids = Vec::new();
    for (index, line) in lines.lines().enumerate() {
        let line = line?;
        let first = line.trim_start_matches('\u{feff}').split('\t').next().unwrap_or_default().trim();
        // No id has the letter I: the short alphabet leaves it out, and a UUID ends at f.
        if first.is_empty() || first.starts_with('#') || (index == 0 && first.eq_ignore_ascii_case("id")) {
            continue;
        }
        ids.push(Given { id: first.to_owned(), line: Some(index + 1) });
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_ids_may_be_a_piped_table_with_comments() {
        let text = "ID\tSTATUS\n\n# kept back\n  abc  \r\ndef\tapproved\tmore\n";
        let ids = from_lines(text.as_bytes()).expect("readable");
        let expected = [("abc", 4), ("def", 5)].map(|(id, line)| Given { id: id.into(), line: Some(line) });
        assert_eq!(ids, expected);
    }

    #[test]
    fn bytes_that_are_no_text_are_an_error() {
        assert!(from_lines(&b"ab\xff\n"[..]).is_err());
    }
}
