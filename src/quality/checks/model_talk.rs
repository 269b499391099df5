//! The assistant talks about being a language model, or thinks aloud. Words: the lists `model` and `model_anyone`;
//! where no phrase is known, a sentence may look like such talk, as learned from labelled sentences.

use std::ops::Range;

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::checks::who_answers::{is_asked, is_plain, truth_is_wanted};
use crate::quality::learned;
use crate::quality::phrases::Kind;
use crate::quality::text::{TurnText, Word};

pub(super) const MODEL_TALK: Check = Check {
    finding: Finding::ModelTalk,
    rule: "The assistant speaks as a person: not of being a model, and not to itself.",
    look: model_talk,
};

/// Words of people who build on models. With two of them in the user's own turns the talk is about models, and only what
/// the assistant says of itself counts: "the system prompt shares those tokens" is advice.
const TRADE: &[&str] =
    &["chatbot", "chatbots", "tokens", "prompt", "prompts", "model", "models", "llm", "gpt", "sprachmodell"];
const OF_ITSELF: &[&str] =
    &["i", "me", "my", "ich", "mich", "mein", "meine", "je", "j'", "moi", "mon", "ma", "mes", "yo", "mi", "mis"];

/// Where the prompt wants it, a plain answer to "are you a person?" is none. A user may talk about models and work on
/// them; only a plain "as an AI language model, I" gives a turn of theirs away.
fn model_talk(view: &View<'_>) -> Vec<Fault> {
    let is_trade = is_trade(view);
    let counts = |at: usize, range: &Range<usize>| {
        let turn = &view.text.turns[at];
        !is_trade || turn.words[range.clone()].iter().any(|word| OF_ITSELF.contains(&lower(turn, word).as_str()))
    };
    let mut found = Vec::new();
    let truth_is_wanted = truth_is_wanted(view);
    for (at, turn) in view.text.turns.iter().enumerate() {
        let own = match turn.role {
            Role::Assistant => {
                let is_true_answer = truth_is_wanted && is_asked(view, at);
                let mut said = view.said(at, Kind::Model);
                let known = said.find(|range| counts(at, range) && !(is_true_answer && is_plain(turn, range)));
                let learned = || view.worst_sentence(&learned::MODEL_TALK, at).filter(|_| !is_trade && !is_true_answer);
                known.or_else(learned)
            }
            Role::User => None,
        };
        let hit = own.or_else(|| view.said(at, Kind::ModelAnyone).next());
        found.extend(hit.map(|range| Fault::words(at, turn, &range)));
    }
    together(found)
}

/// Whether the user's own turns have two words of people who build on models.
pub(super) fn is_trade(view: &View<'_>) -> bool {
    let said =
        |name: &&&str| view.of(Role::User).any(|(_, turn)| turn.words.iter().any(|word| lower(turn, word) == **name));
    TRADE.iter().filter(said).count() >= 2
}

fn lower(turn: &TurnText<'_>, word: &Word) -> String {
    turn.shown(word).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::{assert_bad, assert_fine, lines};

    #[test]
    fn talk_of_being_a_model_is_found_in_many_wordings() {
        assert_bad(
            Finding::ModelTalk,
            Role::Assistant,
            &[
                "As an AI, I have no money of my own.",
                "as an AI language model, I can only give general hints",
                "I'm an AI.",
                "I’m just an AI and cannot feel that.",
                "As your AI assistant, I don't have access to real-time market data.",
                "I'm ChatGPT, and while I don't have feelings, I can help.",
                "As a large language model, I was trained on text.",
                "I don't have personal experiences or feelings.",
                "My training data ends in 2023.",
                "As of my last update, the rate was 4 percent.",
                "I was created by OpenAI to be helpful.",
                "I am not a human, but I can listen.",
                "I'm unable to browse the internet for that.",
                "I am only a computer program, so take this with care.",
                "Being an AI, I never sleep.",
                "My programming does not allow it.",
                "Als KI habe ich keine Gefühle.",
                "Ich bin nur ein Sprachmodell.",
                "Als KI-Sprachmodell kann ich das nicht wissen.",
                "Como modelo de lenguaje, no tengo opiniones.",
                "Soy una inteligencia artificial.",
                "En tant qu'IA, je n'ai pas d'émotions.",
                "Je suis un modèle de langage.",
            ],
        );
    }

    #[test]
    fn reasoning_written_out_is_found() {
        assert_bad(
            Finding::ModelTalk,
            Role::Assistant,
            &[
                "Okay, the user is asking about rent. I should be kind.",
                "The user wants me to name the feeling first.",
                "Let me think step by step. The rent is $900.",
                "Thinking: the gap is $300.",
                "I need to respond to the user with empathy.",
                "I should acknowledge their fear first, then give numbers. That fear makes sense.",
                "The prompt says that the topic is rent.",
            ],
        );
    }

    #[test]
    fn people_of_the_trade_and_what_others_said_are_fine() {
        assert_fine(
            Finding::ModelTalk,
            Role::Assistant,
            &[
                "As an AI engineer you have options that a nurse has not.",
                "If you're an AI researcher, the visa is a different one.",
                "A language model guesses the next word, and that's why it sounds sure.",
                "The chatbot told you \"as an AI, I cannot help\", and you felt alone.",
                "Ask the chatbot at your bank for the form.",
                "You could train the model on last year's orders.",
                "As an aide, you get paid by the hour.",
                "I was trained as a nurse before I did this.",
                "The user clicks the button and the page loads again.",
                "I don't have your statement here, so read me the second line.",
                "I have no feelings about the colour; take the cheaper one.",
                "Let me think about your rent for a moment.",
                "My colleague created the form, and I know it well.",
                "The model of the car matters less than its age.",
                "Als KI-Forscherin haben Sie ein anderes Visum.",
            ],
        );
        assert_fine(
            Finding::ModelTalk,
            Role::User,
            &[
                "I work on language models all day.",
                "I don't have a bodyguard.",
                "Are you a language model?",
                "The bot said it was just an AI.",
            ],
        );
    }

    #[test]
    fn a_user_who_is_a_program_is_found() {
        let texts = [
            "I have no photos, as I don't possess a body or a camera.",
            "Sure, though I just generate text, you know.",
        ];
        assert_bad(Finding::ModelTalk, Role::User, &texts);
    }

    #[test]
    fn more_wordings_are_told_apart() {
        assert_bad(Finding::ModelTalk, Role::Assistant, &lines(include_str!("wordings/model.bad.txt")));
        assert_fine(Finding::ModelTalk, Role::Assistant, &lines(include_str!("wordings/model.fine.txt")));
    }
}
