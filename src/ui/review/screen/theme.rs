//! Colours and marks. Without colour the marks alone tell things apart.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::conversation::Role;
use crate::domain::finding::Severity;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Theme {
    pub(crate) has_color: bool,
}

impl Theme {
    fn colored(self, color: Color) -> Style {
        if self.has_color { Style::new().fg(color) } else { Style::new() }
    }

    pub(super) fn role(self, role: Role) -> Style {
        match role {
            Role::User => self.colored(Color::Cyan),
            Role::Assistant => self.colored(Color::Green),
        }
    }

    pub(super) fn severity(self, severity: Severity) -> Style {
        match severity {
            Severity::Serious => self.colored(Color::Red).add_modifier(Modifier::BOLD),
            Severity::Hint => self.colored(Color::Yellow),
        }
    }

    pub(super) fn good(self) -> Style {
        self.colored(Color::Green)
    }

    pub(super) fn bad(self) -> Style {
        self.colored(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// A turn that differs from its counterpart.
    pub(super) fn differing(self) -> Style {
        self.colored(Color::Yellow).add_modifier(Modifier::BOLD)
    }

    /// Words that the other conversation lacks: those of the new version, else those on the right.
    pub(super) fn came(self) -> Style {
        self.colored(Color::Green).add_modifier(Modifier::BOLD)
    }

    /// A key that may be pressed.
    pub(super) fn key(self) -> Style {
        self.colored(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    pub(super) fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    pub(super) fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// What a search found, the match the cursor is on, the row of a list.
    pub(super) fn found(self, is_current: bool) -> Style {
        let style = Style::new().add_modifier(Modifier::UNDERLINED);
        if is_current { Style::new().add_modifier(Modifier::REVERSED) } else { style }
    }
}

/// Stands before each line of a turn.
pub(super) fn bar(role: Role) -> &'static str {
    match role {
        Role::User => "│ ",
        Role::Assistant => "┃ ",
    }
}

/// Stands before the number of a turn.
pub(super) fn mark(role: Role) -> &'static str {
    match role {
        Role::User => "› ",
        Role::Assistant => "● ",
    }
}

/// Stands before a finding.
pub(super) fn warning(severity: Severity) -> &'static str {
    match severity {
        Severity::Serious => "! ",
        Severity::Hint => "? ",
    }
}
