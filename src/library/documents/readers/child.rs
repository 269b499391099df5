//! The side of the child process: limits itself, reads a file, answers in lines of JSON.

use serde::{Deserialize, Serialize};

use crate::domain::document::DocumentFormat;

use crate::library::documents::readers::reading::{ReadError, Reading};
use crate::library::documents::readers::{docx, html, pdf, plain};

/// The most memory of the child, in bytes.
const MOST_MEMORY: u64 = 2 << 30;
/// The most seconds of processor time.
pub(super) const MOST_SECONDS: u64 = 60;

/// A line of the child.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Line {
    /// It begins to read this page.
    Page(u32),
    /// The last line.
    Done(Result<Reading, ReadError>),
}

/// What the child process does: reads the bytes of a file and tells each line of its answer. It limits its own memory
/// and time first.
pub fn answer_parent(format: DocumentFormat, input: &mut dyn std::io::Read, tell: &mut dyn FnMut(&str)) {
    limit();
    let mut bytes = Vec::new();
    let mut say = |line: &Line| tell(&(serde_json::to_string(line).unwrap_or_default() + "\n"));
    let done = match input.read_to_end(&mut bytes) {
        Err(error) => Err(ReadError::damaged(format.as_str(), error)),
        Ok(_) => match format {
            DocumentFormat::Text => plain::text(&bytes),
            DocumentFormat::Markdown => plain::markdown(&bytes),
            DocumentFormat::Html => html::html(&bytes),
            DocumentFormat::Docx => docx::docx(&bytes),
            DocumentFormat::Pdf => pdf::pdf(&bytes, &mut |page| say(&Line::Page(page))),
        },
    };
    say(&Line::Done(done));
}

/// The parent stops a child that sleeps; the system one that works or grows too much.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |most| Rlimit { current: Some(most), maximum: Some(most) };
    for (resource, most) in [(Resource::As, MOST_MEMORY), (Resource::Cpu, MOST_SECONDS), (Resource::Core, 0)] {
        // A system that does not know a limit still has the parent's clock.
        let _ = setrlimit(resource, at_most(most));
    }
}

#[cfg(not(unix))]
fn limit() {}
