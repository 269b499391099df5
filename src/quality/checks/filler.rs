//! Thanks, praise and goodbyes fill the talk.

use std::sync::LazyLock;

use crate::domain::conversation::Role;
use crate::domain::finding::{Finding, Severity};
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::checks::repeated_turn::content_stems;
use crate::quality::language::is_common;
use crate::quality::learned;
use crate::quality::phrases::Kind;
use crate::quality::stem::stem_id;
use crate::quality::text::{IdSet, TurnText, Word, word_id};

pub(super) const FILLER: Check =
    Check { finding: Finding::Filler, rule: "Thanks, praise and goodbyes do not fill the talk.", look: filler };

/// A turn with fewer words, most of them filler, is filler.
const LONG_SENTENCE: usize = 14;

/// Serious from half of the turns on, a hint from a third on.
fn filler(view: &View<'_>) -> Vec<Fault> {
    let idle = |at: &usize| is_filler(view, *at) || is_courtesy(view, *at) || is_hollow(view, *at);
    let turns: Vec<usize> = (0..view.turns.len()).filter(idle).collect();
    let (idle, all) = (turns.len(), view.turns.len());
    if idle < 3 || 3 * idle < all {
        return empty(view).map_or_else(|| echo(view), |fault| vec![fault]);
    }
    let severity = if 2 * idle >= all { Severity::Serious } else { Severity::Hint };
    let detail = format!("{idle} of {all} turns hold nothing but thanks, praise or goodbyes.");
    vec![Fault::turns(turns, view.text).severity(severity).detail(detail)]
}

/// The fewest answers that give nothing, and at least half of them: learned from labelled turns.
const EMPTY: usize = 2;
/// A shorter turn may be an answer: "I see. My sister thinks otherwise."
const EMPTY_WORDS: usize = 8;

fn empty(view: &View<'_>) -> Option<Fault> {
    let answers = view.of(Role::Assistant).count();
    let is_empty =
        |at: usize, turn: &TurnText<'_>| turn.words.len() >= EMPTY_WORDS && view.looks_like(&learned::FILLER, at);
    let empty = view.of(Role::Assistant).filter(|(at, turn)| is_empty(*at, turn)).map(|(at, _)| at);
    let empty: Vec<usize> = empty.collect();
    let detail = format!("{} of {answers} answers give nothing: they praise, agree or speak in general.", empty.len());
    let enough = empty.len() >= EMPTY && 2 * empty.len() >= answers;
    enough.then(|| Fault::turns(empty, view.text).severity(Severity::Serious).detail(detail))
}

/// The fewest turns of the assistant that only echo, the fewest stems of such a turn, and the share of them that the
/// user said, in a hundred.
const ECHOES: usize = 3;
const ECHO_STEMS: usize = 4;
const ECHOED: usize = 50;

/// An assistant that only says again what the user said right before, without a question.
fn echo(view: &View<'_>) -> Vec<Fault> {
    let turns = &view.text.turns;
    let is_echo = |at: usize, turn: &TurnText<'_>| {
        let mut own = content_stems(turn);
        own.retain(|stem| !COURTESY_STEMS.contains(stem));
        let Some(before) = at.checked_sub(1).map(|before| content_stems(&turns[before])) else { return false };
        own.len() >= ECHO_STEMS
            && 100 * own.intersection(&before).count() >= ECHOED * own.len()
            && !turn.content.contains('?')
    };
    let answers = view.of(Role::Assistant).count();
    let echoes: Vec<usize> = view.of(Role::Assistant).filter(|(at, turn)| is_echo(*at, turn)).map(|it| it.0).collect();
    if echoes.len() < ECHOES || 4 * echoes.len() < 3 * answers {
        return Vec::new();
    }
    let detail = format!("{} of {answers} answers only say again what the user said.", echoes.len());
    vec![Fault::turns(echoes, view.text).severity(Severity::Serious).detail(detail)]
}

/// Words of thanks and goodbyes.
static COURTESY: LazyLock<IdSet> = LazyLock::new(|| {
    let lines = include_str!("../../../data/courtesy.txt").lines().filter(|line| !line.starts_with("# "));
    lines.flat_map(str::split_whitespace).map(word_id).collect()
});

static COURTESY_STEMS: LazyLock<IdSet> = LazyLock::new(|| {
    let lines = include_str!("../../../data/courtesy.txt").lines().filter(|line| !line.starts_with("# "));
    lines.flat_map(str::split_whitespace).map(stem_id).collect()
});

/// Whether a turn has phrases of filler, no number, and at most one word in six that says something else.
fn is_courtesy(view: &View<'_>, turn: usize) -> bool {
    let words = &view.text.turns[turn].words;
    let hits: Vec<_> = view.phrases[turn].iter().filter(|hit| hit.kind == Kind::Filler).collect();
    let sentences = words.last().map_or(0, |last| last.sentence as usize + 1);
    if hits.is_empty() || 3 * hits.len() < 2 * sentences || words.iter().any(|word| word.number) {
        return false;
    }
    let covered = |at: usize| hits.iter().any(|hit| hit.words.contains(&at));
    let says = |at: &usize| !covered(*at) && !is_common(&words[*at]) && !COURTESY.contains(&words[*at].id);
    6 * (0..words.len()).filter(says).count() <= words.len()
}

/// The fewest words of an answer that may be hollow, and the most of them that say something, one in so many.
const HOLLOW: usize = 15;
const SAYS: usize = 12;

/// Whether an answer has nothing but words of praise and comfort: no number, and nothing of the matter.
fn is_hollow(view: &View<'_>, turn: usize) -> bool {
    let text = &view.text.turns[turn];
    let words = &text.words;
    if text.role != Role::Assistant || words.len() < HOLLOW || words.iter().any(|word| word.number) {
        return false;
    }
    let says = |word: &&Word| !is_common(word) && !COURTESY.contains(&word.id);
    SAYS * words.iter().filter(says).count() <= words.len()
}

/// Whether every sentence of a turn is short and holds a phrase of filler.
fn is_filler(view: &View<'_>, turn: usize) -> bool {
    let text = &view.text.turns[turn];
    let hits = view.phrases[turn].iter().filter(|hit| hit.kind == Kind::Filler);
    let hits: Vec<_> = hits.map(|hit| hit.words.clone()).collect();
    let mut start = 0;
    let mut any = false;
    for sentence in text.sentences() {
        let end = start + sentence.len();
        let own = hits.iter().filter(|hit| (start..end).contains(&hit.start));
        let (mut covered, mut longest) = (0, 0);
        for hit in own {
            covered += hit.len();
            longest = longest.max(hit.len());
        }
        // "Yes, but only if …" says something; "thank you for all of your time today" does not.
        let most = match longest {
            0 if any => 3,
            0 => 0,
            1 => 4,
            _ => 9,
        };
        let has_number = sentence.iter().any(|word| word.number);
        if sentence.len() > LONG_SENTENCE || has_number || sentence.len().saturating_sub(covered) > most {
            return false;
        }
        any |= covered > 0;
        start = end;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    const SAYS: &str = "The rent is due on the first, and my pay comes on the fifth, so I borrow every month.";

    fn severity(contents: &[&str]) -> Option<Severity> {
        let notes = findings(&talk(contents), &Context::default());
        notes.iter().find(|note| note.finding == Finding::Filler).map(|note| note.severity)
    }

    #[test]
    fn turns_of_thanks_are_filler() {
        for idle in [
            "Thank you so much!",
            "Thanks a lot, you have been so helpful. Have a great day!",
            "You're very welcome! Take care.",
            "Great, that sounds wonderful.",
            "Bye!",
            "I really appreciate it. It means a lot to me.",
            "Yes.",
            "I'm glad I could help. Good luck!",
            "Vielen Dank! Einen schönen Tag noch.",
            "Muchas gracias. ¡Hasta luego!",
            "Merci beaucoup, c'est très gentil.",
            "Don't hesitate to reach out if you need anything.",
            "My pleasure. See you soon!",
            "You too!",
            "Okay, perfect.",
        ] {
            assert_eq!(severity(&[SAYS, idle, idle, idle]), Some(Severity::Serious), "{idle}");
        }
    }

    #[test]
    fn long_goodbyes_are_filler() {
        for idle in [
            "Thank you for your kind words, they made my day. It was lovely to talk to you, and please don't hesitate to \
             come back at any time. Have a wonderful day and take good care.",
            "You are most welcome, it was a real pleasure to help you, and I wish you all the very best with everything \
             that lies ahead of you.",
            "Herzlichen Dank für das nette Gespräch, ich wünsche Ihnen und Ihrer Familie alles Gute. Bis bald!",
            "Muchísimas gracias por su tiempo y su paciencia, ha sido un placer. ¡Que tenga una buena semana!",
            "Merci encore pour votre patience et vos bons mots, bonne soirée à vous et à votre famille. À bientôt !",
        ] {
            assert_eq!(severity(&[SAYS, idle, idle, idle]), Some(Severity::Serious), "{idle}");
        }
    }

    #[test]
    fn praise_without_an_answer_is_filler() {
        for idle in [
            "What a great question! Beekeeping is a truly rewarding journey, and every challenge is an opportunity to grow. Keep going!",
            "You're asking exactly the right things, and that's so inspiring. There are many factors to consider, and what works best \
             depends on your unique situation. Trust the process and stay curious!",
            "Your passion truly shines through, and that's what matters most. Believe in yourself and keep up the amazing work.",
        ] {
            assert_eq!(severity(&[SAYS, idle, idle, idle]), Some(Severity::Serious), "{idle}");
        }
    }

    #[test]
    fn an_assistant_that_only_says_again_what_the_user_said_is_filler() {
        let asks = [
            "I keep the books of the bowling club, and 340 euros are missing from the cash box since the summer fair.",
            "I counted the receipts twice. At the fair everybody took money out of the box and put money in.",
            "My wife says that paying it myself would look like I had taken the money from the club.",
        ];
        let echoes = [
            "So you keep the books of the bowling club, and since the summer fair 340 euros are missing from the cash box.",
            "You counted the receipts twice, and at the fair everybody took money out of the box and put money in.",
            "Your wife says that paying it yourself would look like you had taken the money from the club.",
        ];
        let talk = [asks[0], echoes[0], asks[1], echoes[1], asks[2], echoes[2]];
        assert_eq!(severity(&talk), Some(Severity::Serious));
        let helps = "Tell the members what you counted, with the receipts on the table, and lock the box from now on.";
        assert_eq!(severity(&[asks[0], echoes[0], asks[1], helps, asks[2], helps]), None);
    }

    #[test]
    fn turns_that_thank_and_say_something_are_fine() {
        for says in [
            "Thank you, that helps. So the rent moves to the fifth and I keep the card in the drawer?",
            "Great question. The fee is charged once, when the account is opened.",
            "Thanks. I pay $300 a month.",
            "Good. Then write to the landlord today.",
            "I see. My sister thinks otherwise.",
            "Take care of the small debt before the big one, since it costs more.",
            "Yes, but only if the bank agrees in writing.",
            "Danke. Die Miete ist am Ersten fällig, der Lohn kommt erst am Fünften.",
        ] {
            assert_eq!(severity(&[SAYS, says, says, says]), None, "{says}");
        }
        assert_eq!(severity(&[SAYS, SAYS, SAYS, SAYS, "Thank you!", "You're welcome."]), None);
    }
}
