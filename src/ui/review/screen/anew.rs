//! What the screen says of new versions.

use crate::ui::printable::printable;
use crate::ui::review::makes_anew::Landed;

/// How many there are, and the news.
#[derive(Debug, Clone, Default)]
pub(super) struct Anew {
    /// How many have not ended.
    pub(super) running: usize,
    /// What ended, until it is opened or taken away; the newest last.
    pub(super) news: Vec<Landed>,
}

/// The least columns for the reason why there is none.
const LEAST_REASON: usize = 8;

impl Anew {
    /// The version that the news names.
    pub(super) fn newest(&self) -> Option<&str> {
        self.news.last().and_then(|landed| landed.made.as_deref().ok())
    }

    /// One line of at most so many columns; empty where there is nothing to say.
    pub(super) fn said(&self, columns: usize) -> String {
        let running = (self.running > 0).then(|| format!("{} being made anew", self.running));
        let news = self.news.last().map(|landed| of(landed, columns));
        let said = match (running, news) {
            (Some(running), Some(news)) => {
                let both = format!("{running}{SEPARATOR}{news}");
                if console::measure_text_width(&both) <= columns { both } else { news }
            }
            (running, news) => running.or(news).unwrap_or_default(),
        };
        console::truncate_str(&said, columns, "…").into_owned()
    }
}

/// Between two things said in one line.
pub(super) const SEPARATOR: &str = " · ";

fn of(Landed { of, made, command }: &Landed, columns: usize) -> String {
    match made {
        Ok(id) => format!("{of} came back as {id}; o opens it"),
        Err(why) => {
            let command = printable(command);
            let line = |why: &str| format!("failed: {why}; again: {command}");
            let room = columns.saturating_sub(console::measure_text_width(&line(""))).max(LEAST_REASON);
            line(&console::truncate_str(&printable(why), room, "…"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_keeps_its_command_in_the_line() {
        let landed = Landed {
            of: "k3x9w2mhqp".into(),
            made: Err("the server refuses the key: it is not one of those that it knows".into()),
            command: "dialoom regenerate k3x9w2mhqp".into(),
        };
        let anew = Anew { running: 0, news: vec![landed] };
        for columns in [56, 76, 116] {
            let said = anew.said(columns);
            assert!(console::measure_text_width(&said) <= columns, "{said}");
            assert!(said.contains("the serv") && said.ends_with("again: dialoom regenerate k3x9w2mhqp"), "{said}");
        }
    }
}
