//! What a list is sorted by: the name of a heading, or one of the older words.

use crate::domain::filter::{Direction, Order, SortKey};
use crate::domain::word::words;

words! {
    /// A word for an order.
    SortBy is "sort key" {
        Created = "created",
        Age = "age",
        Quality = "quality",
        Score = "score",
        Review = "review",
        Checks = "checks",
        Title = "title",
        Label = "label",
        Status = "status",
        Turns = "turns",
        Tier = "tier",
        Persona = "persona",
        Emotion = "emotion",
        Topic = "topic",
        Cost = "cost",
        By = "by",
        From = "from",
        Id = "id",
    }
}

impl SortBy {
    /// The order in this direction, else in the one that is natural for it.
    pub(super) fn order(self, direction: Option<Direction>) -> Order {
        Order { key: self.key(), direction: direction.unwrap_or(self.natural()) }
    }

    fn key(self) -> SortKey {
        match self {
            SortBy::Created | SortBy::Age => SortKey::Created,
            SortBy::Quality | SortBy::Score => SortKey::Quality,
            SortBy::Review | SortBy::Checks => SortKey::Review,
            // A label is made for the rows shown. The title is the label that is stored.
            SortBy::Title | SortBy::Label => SortKey::Title,
            SortBy::Status => SortKey::Status,
            SortBy::Turns => SortKey::Turns,
            SortBy::Tier => SortKey::Tier,
            SortBy::Persona => SortKey::Persona,
            SortBy::Emotion => SortKey::Emotion,
            SortBy::Topic => SortKey::Topic,
            SortBy::Cost => SortKey::Cost,
            SortBy::By => SortKey::By,
            SortBy::From => SortKey::From,
            SortBy::Id => SortKey::Id,
        }
    }

    /// Texts from A, serious findings before all others, else the largest or newest first.
    fn natural(self) -> Direction {
        match self {
            SortBy::Created | SortBy::Age | SortBy::Quality | SortBy::Score => Direction::Descending,
            SortBy::Review | SortBy::Turns | SortBy::Cost | SortBy::From => Direction::Descending,
            SortBy::Checks | SortBy::Title | SortBy::Label | SortBy::Status => Direction::Ascending,
            SortBy::Tier | SortBy::Persona | SortBy::Emotion | SortBy::Topic => Direction::Ascending,
            SortBy::By | SortBy::Id => Direction::Ascending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::list::columns::Column;

    #[test]
    fn every_heading_is_a_word_to_sort_by() {
        for word in Column::WORDS {
            assert!(SortBy::WORDS.contains(word), "{word}");
        }
        for word in SortKey::WORDS {
            assert!(SortBy::WORDS.contains(word), "{word}");
        }
    }
}
