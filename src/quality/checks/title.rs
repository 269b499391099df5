//! A title that is a label.

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::excerpt;

pub(super) const TITLE: Check =
    Check { finding: Finding::Title, rule: "The title says what the conversation is about.", look: title };

/// Words that say nothing about a conversation; a title made of them alone is a label.
const LABELS: &str = "a an the of and in my new sample example untitled title conversation dialogue dialog chat talk \
    transcript exchange discussion text json output response user assistant between with no none null n tbd test \
    multi turn turns role play roleplay generated realistic training simulated session part number one two three \
    gespräch dialog unterhaltung titel ein eine das der die beispiel zwischen und mit ohne konversation neues \
    conversación diálogo título una un la el de entre y usuario asistente sin ejemplo charla \
    conversation dialogue titre une le un de entre et utilisateur sans exemple discussion";

fn title(view: &View<'_>) -> Vec<Fault> {
    let Some(title) = view.context.title else { return Vec::new() };
    let lower = title.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_label =
        |word: &str| word.chars().all(|c| c.is_ascii_digit()) || LABELS.split_whitespace().any(|it| it == word);
    let bare = words.all(is_label);
    let named =
        ["title:", "titel:", "título:", "titre :", "titre:"].iter().any(|start| lower.trim().starts_with(start));
    if bare || named || lower.contains(['{', '<']) { vec![Fault::whole(excerpt::start_of(title))] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    #[test]
    fn a_label_is_told_from_a_title() {
        let found = |title: &str| {
            let context = Context { title: Some(title), ..Context::default() };
            findings(&talk(&["The rent.", "The car."]), &context).iter().any(|note| note.finding == Finding::Title)
        };
        for label in [
            "Conversation",
            "…",
            "",
            "Title",
            "Untitled",
            "Conversation 1",
            "A conversation between user and assistant",
            "Sample Dialogue",
            "Title: From Cash Back",
            "{{title}}",
            "Gespräch",
            "Diálogo",
            "Une conversation",
            "1",
            "N/A",
        ] {
            assert!(found(label), "{label}");
        }
        for title in [
            "From Cash Back to a Plan",
            "The Talk We Put Off",
            "Dialogue of the Deaf",
            "401(k)",
            "Ein Gespräch unter Schwestern",
            "The Loaf That Would Not Rise",
            "Conversation with My Father's Landlord",
            "Sin miedo al retiro",
            "Rente",
            "A Test of Nerve",
            "Training for Ten Kilometres",
            "Chat Noir",
            "Le titre de séjour",
            "Two Debts",
            "Un taux trop haut",
        ] {
            assert!(!found(title), "{title}");
        }
    }
}
