//! Whether the user feels what was asked for. Data: `data/feelings.txt`.
//!
//! A good talk shows a feeling more often than it names it ("I read it in the parking lot and couldn't drive home"). So a
//! word that is missing says little by itself: the talk is flat, or glad where something else was asked.

use std::sync::LazyLock;

use crate::domain::conversation::Role;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::checks::subject::{is_comparable, stems};
use crate::quality::excerpt::start_of;
use crate::quality::stem::stem_id;
use crate::quality::text::IdSet;

pub(super) const EMOTION_ABSENT: Check =
    Check { finding: Finding::EmotionAbsent, rule: "The feeling asked for is felt by the user.", look: emotion_absent };

/// So many different glad words say that the user is glad.
const GLAD: usize = 3;

struct Feelings {
    /// The stems of the words of each feeling.
    groups: Vec<IdSet>,
    /// What somebody glad says.
    glad: IdSet,
}

static FEELINGS: LazyLock<Feelings> = LazyLock::new(|| {
    let stems = |line: &str| line.split_whitespace().map(stem_id).collect::<IdSet>();
    let lines = || include_str!("../../../data/feelings.txt").lines().filter(|line| !line.starts_with("# "));
    let glad = lines().find_map(|line| line.strip_prefix("+ ")).map(stems);
    let groups = lines().filter(|line| !line.starts_with("+ ")).map(stems).collect();
    Feelings { groups, glad: glad.unwrap_or_default() }
});

/// A hint where the emotion is one of the known feelings, no word of its group is said, and the user's turns are flat or
/// glad.
fn emotion_absent(view: &View<'_>) -> Vec<Fault> {
    let Some(subject) = view.context.subject.filter(|_| is_comparable(view)) else { return Vec::new() };
    let emotion = stems(&subject.emotion);
    let asked = |group: &&IdSet| emotion.iter().any(|stem| group.contains(stem));
    // Not the other words: in "panic about the loan" the loan is no feeling.
    let wanted: IdSet = FEELINGS.groups.iter().filter(asked).flatten().copied().collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let felt = felt(view);
    let glad = FEELINGS.glad.iter().filter(|stem| felt.contains(stem) && !wanted.contains(stem)).count();
    let is_glad = glad >= GLAD && wanted.iter().filter(|stem| felt.contains(stem)).count() < glad;
    if !is_glad && (wanted.iter().any(|stem| view.stems().contains(stem)) || !is_flat(view, &felt)) {
        return Vec::new();
    }
    vec![Fault::whole(start_of(&subject.emotion)).detail(detail(is_glad).to_owned())]
}

fn detail(is_glad: bool) -> &'static str {
    if is_glad { "The user is glad instead." } else { "No word of it occurs, and the user names no feeling." }
}

/// The stems of what the user says.
fn felt(view: &View<'_>) -> IdSet {
    let turns = view.of(Role::User).map(|(_, turn)| turn);
    turns.flat_map(|turn| turn.words.iter().map(|word| stem_id(&turn.shown(word).to_lowercase()))).collect()
}

/// Whether the user names no feeling of any kind and never raises their voice.
fn is_flat(view: &View<'_>, felt: &IdSet) -> bool {
    let is_raised = |content: &str| content.contains(['!', '…']) || content.contains("...");
    let names_one = FEELINGS.groups.iter().flatten().chain(&FEELINGS.glad).any(|stem| felt.contains(stem));
    !names_one && !view.of(Role::User).any(|(_, turn)| is_raised(turn.content))
}

#[cfg(test)]
mod tests {
    use crate::domain::conversation::Subject;
    use crate::domain::finding::Finding;
    use crate::quality::checks::findings;
    use crate::quality::checks::samples::talk;
    use crate::quality::context::Context;

    fn is_absent(emotion: &str, asks: [&str; 2]) -> bool {
        let subject = Subject { persona: String::new(), emotion: emotion.into(), topic: "a loan".into() };
        let context = Context { subject: Some(&subject), ..Context::default() };
        let answers = [
            "Let's put the two loans side by side first. Which one costs more a year, and what does the bank ask each month?",
            "Then the dearer one goes first. Set up a transfer for the first of the month and leave the other as it is.",
        ];
        let turns = talk(&[asks[0], answers[0], asks[1], answers[1]]);
        findings(&turns, &context).iter().any(|note| note.finding == Finding::EmotionAbsent)
    }

    const FORM: [&str; 2] = [
        "I have two loans at two banks, one of 4,000 and one of 9,000. Which of them should be paid first, and how?",
        "The second one costs 11 percent. The first one costs 4 percent. The payments are 120 and 260 a month.",
    ];

    #[test]
    fn a_user_who_speaks_like_a_form_feels_nothing() {
        assert!(is_absent("panic about the loan", FORM));
        assert!(!is_absent("panic about the loan", ["I owe 4,000 and the letters keep coming!", FORM[1]]));
        assert!(!is_absent(
            "panic about the loan",
            [FORM[0], "I'm tired of the letters, and my mother cried on Sunday."]
        ));
        assert!(!is_absent("Weltschmerz", FORM), "no feeling that the lists know");
    }

    #[test]
    fn a_glad_user_does_not_fear() {
        let glad = [
            "Great news: my two loans are all set, and I'm thrilled about how it went. What should I do with them this year?",
            "Wonderful, I'm so excited to get going, and I can't bear to wait. I'm delighted with how simple this is.",
        ];
        assert!(is_absent("fear", glad));
        assert!(!is_absent("fear to relief", glad), "relief is glad");
    }
}
