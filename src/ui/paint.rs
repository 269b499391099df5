//! What colours mean, the same in every table and text. Without colour the words alone say it.

use console::Style;

use crate::domain::conversation::Role;
use crate::domain::finding::Severity;
use crate::domain::status::Status;

/// What a text means, shown as its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It works.
    Good,
    /// It works, with a problem.
    Warning,
    /// It does not work.
    Bad,
}

impl Tone {
    /// That of a decided or flagged conversation; none for one that waits.
    pub(crate) fn of(status: Status) -> Option<Tone> {
        match status {
            Status::Approved => Some(Tone::Good),
            Status::NeedsRevision => Some(Tone::Warning),
            Status::Rejected | Status::Failed => Some(Tone::Bad),
            Status::Draft | Status::Generated | Status::PendingReview | Status::None => None,
        }
    }

    pub(crate) fn of_finding(severity: Severity) -> Tone {
        match severity {
            Severity::Serious => Tone::Bad,
            Severity::Hint => Tone::Warning,
        }
    }

    fn style(self) -> Style {
        match self {
            Tone::Good => Style::new().green(),
            Tone::Warning => Style::new().yellow(),
            Tone::Bad => Style::new().red().bold(),
        }
    }
}

/// Puts colour on texts, or leaves them as they are. The texts are printable already: nothing after it may strip them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Paint {
    pub(crate) has_color: bool,
}

impl Paint {
    pub(crate) fn toned(self, text: &str, tone: Option<Tone>) -> String {
        tone.map_or_else(|| text.to_owned(), |tone| self.styled(text, tone.style()))
    }

    pub(crate) fn status(self, status: Status) -> String {
        self.toned(status.shown(), Tone::of(status))
    }

    /// The colours of the review.
    pub(crate) fn role(self, text: &str, role: Role) -> String {
        match role {
            Role::User => self.styled(text, Style::new().cyan()),
            Role::Assistant => self.styled(text, Style::new().green()),
        }
    }

    pub(crate) fn strong(self, text: &str) -> String {
        self.styled(text, Style::new().bold())
    }

    fn styled(self, text: &str, style: Style) -> String {
        if !self.has_color {
            return text.to_owned();
        }
        // Line by line, so that a pager may begin at any of them.
        let style = style.force_styling(true);
        let painted = |line: &str| if line.is_empty() { String::new() } else { style.apply_to(line).to_string() };
        text.split('\n').map(painted).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_its_own_colour_and_none_where_none_is_shown() {
        let paint = Paint { has_color: true };
        assert_eq!(paint.toned("a\n\nb", Some(Tone::Good)), "\u{1b}[32ma\u{1b}[0m\n\n\u{1b}[32mb\u{1b}[0m");
        assert_eq!(paint.toned("a", None), "a");
        assert_eq!(Paint::default().toned("a", Some(Tone::Bad)), "a");
        assert_eq!(Paint::default().status(Status::NeedsRevision), "needs revision");
    }
}
