//! Work that may take long, and what is said meanwhile.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::ui::output::Ui;

/// Longer than this nobody likes to see nothing.
const QUICK: Duration = Duration::from_millis(700);
/// Between two looks at what there is to say.
const LOOK: Duration = Duration::from_secs(2);

impl Ui {
    /// Does some work, and says what it waits for where that takes longer than a person likes to see nothing.
    pub async fn unless_quick<T>(&self, waits_for: &str, work: impl Future<Output = T>) -> T {
        self.saying(|_| waits_for.to_owned(), work).await
    }

    /// The same where what is to be said changes. `line` gets the time so far; a line is said once.
    pub async fn saying<T>(&self, line: impl Fn(Duration) -> String, work: impl Future<Output = T>) -> T {
        tokio::pin!(work);
        let (began, mut pause, mut said) = (Instant::now(), QUICK, String::new());
        loop {
            tokio::select! {
                biased;
                done = &mut work => return done,
                () = sleep(pause) => {
                    let now = line(began.elapsed());
                    if now != said {
                        self.note(&now);
                        said = now;
                    }
                    pause = LOOK;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::output_options::OutputOptions;

    #[tokio::test(start_paused = true)]
    async fn each_line_is_said_once_and_nothing_about_quick_work() {
        let ui = Ui::for_tests(OutputOptions::default());
        let said = || String::from_utf8(ui.captured().err).expect("UTF-8");
        ui.unless_quick("waits", sleep(Duration::from_millis(600))).await;
        assert_eq!(said(), "");
        let line = |so_far: Duration| format!("step {}", 1 + so_far.as_secs() / 10);
        ui.saying(line, sleep(Duration::from_secs(25))).await;
        assert_eq!(said(), "step 1\nstep 2\nstep 3\n");
    }
}
