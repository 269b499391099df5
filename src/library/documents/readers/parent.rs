//! The side of the program: starts the child, gives it a file, waits for its answer within limits.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

use crate::domain::document::{DocumentFormat, READER};

use crate::library::documents::readers::child::{Line, MOST_SECONDS};
use crate::library::documents::readers::reading::{LONGEST_TEXT, ReadError, Reading};

/// The most bytes of an answer: JSON writes a letter in up to six.
const LONGEST_ANSWER: u64 = LONGEST_TEXT as u64 * 6 + (4 << 20);
/// The child may have to wait for a processor.
const PATIENCE: Duration = Duration::from_secs(MOST_SECONDS * 2);

/// Reads a file in a child process, which sees no setting and no secret.
pub(super) async fn ask_child(bytes: Vec<u8>, format: DocumentFormat) -> Result<Reading, ReadError> {
    let failed = |error: std::io::Error| ReadError::Crashed { page: None, reason: format!("does not start: {error}") };
    let program = std::env::current_exe().map_err(failed)?;
    let mut command = Command::new(program);
    command.arg(READER).arg(format.as_str()).env_clear().kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(failed)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let mut page = None;
    let give = async {
        if let Some(mut stdin) = stdin {
            // A child that has seen enough closes its end.
            drop(stdin.write_all(&bytes).await);
        }
    };
    let answer = async {
        let mut lines = BufReader::new(stdout?.take(LONGEST_ANSWER)).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            match serde_json::from_str(&line) {
                Ok(Line::Page(number)) => page = Some(number),
                Ok(Line::Done(done)) => return Some(done),
                Err(_) => return None,
            }
        }
        None
    };
    let in_time = tokio::time::timeout(PATIENCE, async { tokio::join!(give, answer).1 }).await;
    match in_time {
        Ok(Some(done)) => done,
        Ok(None) => {
            let reason = "crashed, or needed more than 2 GiB or 60 seconds: the file is damaged or hostile".into();
            Err(ReadError::Crashed { page, reason })
        }
        Err(_) => Err(ReadError::Crashed { page, reason: format!("took over {} seconds", PATIENCE.as_secs()) }),
    }
}
