//! Words of common subjects, such as cooking or travel. Data: `data/fields.txt`.

use std::sync::LazyLock;

use crate::quality::language::Language;
use crate::quality::stem::stem_id;
use crate::quality::text::{IdMap, IdSet};

/// A subject in one language.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    /// The stems of words that open it.
    pub(super) opens: IdSet,
}

/// The subjects of one language.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) all: Vec<Field>,
    /// The subjects of a stem, as bits.
    stems: IdMap<u32>,
}

impl Fields {
    /// Those that a stem belongs to.
    pub(super) fn of(&self, stem: u64) -> impl Iterator<Item = usize> {
        let bits = self.stems.get(&stem).copied().unwrap_or_default();
        (0..self.all.len()).filter(move |field| bits >> field & 1 == 1)
    }

    /// Whether it belongs to a subject, or opens one.
    pub(super) fn has(&self, stem: u64) -> bool {
        self.stems.contains_key(&stem) || self.all.iter().any(|field| field.opens.contains(&stem))
    }

    fn read(language: &str) -> Fields {
        let mut fields = Fields::default();
        for line in include_str!("../../../data/fields.txt").lines() {
            let Some((head, words)) = line.split_once(": ") else { continue };
            let Some((_, name)) = head.split_once(' ').filter(|(code, _)| *code == language) else { continue };
            let (words, opens) = words.split_once(" | ").unwrap_or((words, ""));
            let bit = 1 << fields.all.len();
            words.split(' ').for_each(|word| *fields.stems.entry(stem_id(word)).or_default() |= bit);
            fields.all.push(Field { name, opens: opens.split_whitespace().map(stem_id).collect() });
        }
        fields
    }
}

static FIELDS: LazyLock<[(&str, Fields); 4]> =
    LazyLock::new(|| ["en", "de", "es", "fr"].map(|language| (language, Fields::read(language))));

/// The subjects of a language; `None` where none are known.
pub(super) fn fields(language: Language) -> Option<&'static Fields> {
    FIELDS.iter().find(|(code, _)| *code == language.code()).map(|(_, fields)| fields)
}
