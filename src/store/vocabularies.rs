//! Where vocabularies are stored.

use crate::domain::vocabulary::{VocabularyStatus, VocabularyText};

use crate::store::entries::LibraryEntry;
use crate::store::sql::value::Value;

impl LibraryEntry for VocabularyText {
    const WHAT: &'static str = "vocabulary";
    const TABLE: &'static str = "vocabularies";
    const VERSIONS: &'static str = "vocabulary_versions";
    const HAS_TEMPLATE: bool = false;

    fn name(&self) -> &str {
        &self.name
    }

    fn template_mut(&mut self) -> Option<&mut String> {
        None
    }

    fn is_active(&self) -> bool {
        self.status == VocabularyStatus::Active
    }

    fn retired(self) -> VocabularyText {
        VocabularyText { status: VocabularyStatus::Archived, ..self }
    }

    fn in_use(self) -> VocabularyText {
        VocabularyText { status: VocabularyStatus::Active, ..self }
    }

    fn in_state_of(self, other: &VocabularyText) -> VocabularyText {
        VocabularyText { status: other.status, ..self }
    }

    fn renamed(self, name: &str) -> VocabularyText {
        VocabularyText { name: name.to_owned(), ..self }
    }

    #[allow(private_interfaces, reason = "the store alone calls it")]
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![("axis", self.axis.as_str().into()), ("description", self.description.as_str().into())]
    }
}
