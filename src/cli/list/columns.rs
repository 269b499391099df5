//! The columns of a list.

use chrono::{DateTime, Utc};

use crate::domain::conversation::Conversation;
use crate::domain::word::words;
use crate::ui::Cell;

words! {
    /// A column, by its heading.
    Column is "column" {
        Id = "id",
        Status = "status",
        From = "from",
        Score = "score",
        Checks = "checks",
        Turns = "turns",
        Tier = "tier",
        Persona = "persona",
        Emotion = "emotion",
        Topic = "topic",
        Label = "label",
        Title = "title",
        Cost = "cost",
        By = "by",
        Age = "age",
    }
}

impl Column {
    /// Those of a pipe: a program wants every value by itself.
    pub(super) const IN_A_PIPE: &'static [Column] = &[
        Column::Id,
        Column::Status,
        Column::From,
        Column::Score,
        Column::Checks,
        Column::Turns,
        Column::Tier,
        Column::Persona,
        Column::Emotion,
        Column::Topic,
        Column::Cost,
        Column::Age,
    ];

    /// Those that a terminal of this width has room for. The label has persona, emotion and topic where they differ.
    pub(super) fn on_screen(width: usize) -> Vec<Column> {
        let from = [
            (Column::Id, 0),
            (Column::Status, 0),
            (Column::From, 70),
            (Column::Score, 50),
            (Column::Checks, 76),
            (Column::Turns, 100),
            (Column::Tier, 130),
            (Column::Label, 0),
            (Column::Cost, 110),
            (Column::Age, 64),
        ];
        from.into_iter().filter(|(_, from)| width >= *from).map(|(column, _)| column).collect()
    }

    pub(super) fn heading(self) -> String {
        self.as_str().to_uppercase()
    }

    /// Whether it is cut where the terminal is narrow. A label is made to fit.
    pub(super) fn is_wide(self) -> bool {
        matches!(
            self,
            Column::From
                | Column::Checks
                | Column::Persona
                | Column::Emotion
                | Column::Topic
                | Column::Title
                | Column::By
        )
    }

    pub(super) fn is_right(self) -> bool {
        matches!(self, Column::Score | Column::Turns | Column::Cost | Column::Age)
    }

    /// The cell of a conversation; `label` is its label.
    pub(super) fn cell(self, it: &Conversation, label: &str, now: DateTime<Utc>) -> Cell {
        let or_dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
        match self {
            Column::Id => it.short_id.clone().into(),
            Column::Status => state(it),
            Column::From => from(it).unwrap_or_else(|| "-".into()).into(),
            Column::Score => it.quality_score.map_or_else(|| "-".into(), |score| score.to_string()).into(),
            Column::Checks => Cell::checks(&it.quality_metrics.findings),
            Column::Turns => it.turn_count.to_string().into(),
            Column::Tier => it.tier.to_string().into(),
            Column::Persona => it.persona.clone().into(),
            Column::Emotion => it.emotion.clone().into(),
            Column::Topic => or_dash(&it.topic).into(),
            Column::Label => label.to_owned().into(),
            Column::Title => it.title.clone().into(),
            Column::Cost => it.actual_cost_usd.to_string().into(),
            Column::By => it.created_by.clone().into(),
            Column::Age => age(it.created_at, now).into(),
        }
    }
}

/// The conversation that it is a new version of, or the scenario or edge case.
fn from(it: &Conversation) -> Option<String> {
    let situation = || it.situation.as_ref().map(|situation| situation.name.clone());
    it.made_from().map(|parent| parent.short()).or_else(situation)
}

/// The status; "sent back" where a person asked for another version, and no rule alone.
fn state(it: &Conversation) -> Cell {
    match (it.sent_back, it.superseded_by) {
        (false, None) => it.status.into(),
        (true, None) => "sent back".to_owned().into(),
        (false, Some(_)) => format!("{}, superseded", it.status.shown()).into(),
        (true, Some(_)) => "sent back, superseded".to_owned().into(),
    }
}

/// How long ago, in the largest unit that is at least one: "12s", "5m", "3h", "9d", "2y".
fn age(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (now - at).num_seconds().max(0);
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3600 => format!("{}m", seconds / 60),
        3600..86_400 => format!("{}h", seconds / 3600),
        86_400..31_536_000 => format!("{}d", seconds / 86_400),
        _ => format!("{}y", seconds / 31_536_000),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn an_age_is_said_in_its_largest_unit() {
        let now = Utc::now();
        let ages = [(-5, "0s"), (59, "59s"), (60, "1m"), (7199, "1h"), (86_400, "1d"), (31_536_000, "1y")];
        for (seconds, expected) in ages {
            assert_eq!(age(now - TimeDelta::seconds(seconds), now), expected);
        }
    }
}
