//! Two conversations side by side, and the list.

use crossterm::event::{Event, KeyCode};

use crate::domain::conversation::{ParentType, Role, StoredTurn};
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::ids::ConversationId;
use crate::domain::review::Decision;
use crate::domain::status::Status;
use crate::review::Waiting;
use crate::ui::review::beside::Beside;
use crate::ui::review::list::List;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::sample::conversation;
use crate::ui::review::screen::state::{Mode, State};
use crate::ui::review::screen::tests::{control, key, looks_like, reading, text, typed};

#[test]
fn the_others_with_the_finding_are_listed_once() {
    let mut state = reading((80, 24));
    state.say("k3x9w2mhqp is rejected. 7 more with filler: l lists them", false);
    state.offer = Some(Finding::Filler);
    assert_eq!(typed(&mut state, "l"), [Effect::List(Some(Finding::Filler))]);
    assert_eq!(typed(&mut state, "l"), [Effect::List(None)]);
    state.offer = Some(Finding::Filler);
    state.say("skipped", false);
    assert_eq!(typed(&mut state, "l"), [Effect::List(None)], "what is said no more is offered no more");
}

/// The conversation beside one that differs in words, in a whole turn, and by a turn more.
fn pair(size: (u16, u16)) -> State {
    let mut state = reading(size);
    let mut other = conversation(Status::Approved);
    other.conversation.short_id = "m2d7aaaaaa".into();
    other.conversation.title = "Anxious Saver on a 401(k) rollover".into();
    other.turns[0].content = other.turns[0].content.replace("spring", "autumn");
    other.turns[3].content = "日本語の文章は幅が三つ分です。We can do it here, step by step.".into();
    other.turns[4].content = "Something else entirely.".into();
    let last = other.turns[9].clone();
    other.turns.push(StoredTurn { turn_number: 11, role: Role::User, content: "Thanks!".into(), ..last });
    state.show_beside("shares 93 % of its text with m2d7aaaaaa".into(), other, ["this one", "the other"]);
    state.drawn();
    state
}

#[test]
fn two_conversations_stand_side_by_side_with_what_differs() {
    for size in [(80, 24), (60, 16), (120, 40)] {
        looks_like(&pair(size), &format!("pair-{}x{}", size.0, size.1));
    }
    let mut state = pair((120, 16));
    state.press(&key(KeyCode::Tab));
    state.press(&key(KeyCode::Tab));
    looks_like(&state, "pair-tab");
    let current = |state: &State| if let Mode::Pair(pair) = &state.mode { pair.difference } else { None };
    let seen: Vec<_> = (0..3).map(|_| (state.press(&key(KeyCode::Tab)), current(&state)).1).collect();
    assert_eq!(seen, [Some(2), Some(3), Some(0)]);
    assert!(text(&state).contains("4 of 11 turns differ"), "{}", text(&state));
    assert!(text(&state).contains("a/r/b decide about this one"), "{}", text(&state));
    // It stays side by side at another width, and stacked below 100 columns.
    state.resize((99, 30));
    assert!(text(&state).contains("1 user, the other"), "{}", text(&state));
    for columns in 60..130 {
        state.resize((columns, 20));
        text(&state);
    }
    typed(&mut state, "D");
    assert!(matches!(state.mode, Mode::Reading));
    assert_eq!(typed(&mut state, "a"), [], "before it is drawn again nothing is decided");
}

#[test]
fn beside_its_old_version_the_new_words_are_those_that_came() {
    let mut state = reading((120, 40));
    let mut new = conversation(Status::Generated);
    let mut old = conversation(Status::NeedsRevision);
    old.conversation.id = ConversationId(uuid::Uuid::from_u128(9));
    old.turns[0].content = old.turns[0].content.replace("spring", "autumn");
    new.conversation.parent_type = Some(ParentType::Conversation);
    new.conversation.parent_id = Some(old.conversation.id.0);
    state.show(new);
    state.show_beside("made anew".into(), old, ["the new one", "the old one"]);
    let text = text(&state);
    assert!(text.contains("{+spring+}") && text.contains("[-autumn-]"), "{text}");
}

#[test]
fn the_one_that_stands_beside_another_is_decided_without_leaving_it() {
    for (keys, effect) in [
        ("a", Effect::Approve),
        ("r1", Effect::Reject { reason: "off topic".into() }),
        ("b1", Effect::SendBack { note: "off topic".into() }),
        ("s", Effect::Skip),
        ("n", Effect::Next),
        ("p", Effect::Previous),
    ] {
        assert_eq!(typed(&mut pair((120, 40)), keys), [effect], "{keys}");
    }
    let mut state = pair((60, 16));
    state.undo = Some("approval of k3x9w2mhqp".into());
    assert_eq!(typed(&mut state, "u"), [Effect::Undo]);
    assert_eq!(typed(&mut state, "R"), []);
    assert!(state.said.text.contains("cannot reopen") && matches!(state.mode, Mode::Pair(_)), "{:?}", state.said);
    typed(&mut state, "d");
    assert!(matches!(state.mode, Mode::Delete { .. }));
    // Only what was drawn is decided, and with Ctrl no letter is a decision.
    let mut state = pair((60, 16));
    state.resize((61, 16));
    assert_eq!(typed(&mut state, "asnr1b1"), []);
    let mut state = pair((60, 16));
    assert_eq!(['a', 'r', 'b', 'd', 'n'].map(|letter| state.press(&control(letter))), [const { Vec::new() }; 5]);
    assert!(matches!(state.mode, Mode::Pair(_)));
}

#[test]
fn a_message_goes_with_the_next_key_that_moves() {
    let found = |state: &mut State| {
        state.show({
            let mut it = conversation(Status::Generated);
            it.conversation.quality_metrics.findings.push(Note {
                finding: Finding::Filler,
                severity: Severity::Hint,
                turns: vec![1],
                excerpt: String::new(),
                detail: "filler".into(),
            });
            it
        })
    };
    for press in [key(KeyCode::Char('j')), key(KeyCode::Char(' ')), key(KeyCode::PageUp), key(KeyCode::Tab)] {
        for mut state in [reading((80, 24)), pair((120, 40)), listing(5)] {
            if matches!(state.mode, Mode::Reading) {
                found(&mut state);
            }
            state.drawn();
            state.say("k3x9w2mhqp is approved", false);
            state.offer = Some(Finding::Filler);
            if matches!(state.mode, Mode::List) && [KeyCode::Char(' '), KeyCode::Tab].map(key).contains(&press) {
                continue;
            }
            state.press(&press);
            assert_eq!((state.said.text.as_str(), state.offer), ("", None), "{press:?} in {:?}", state.mode);
        }
    }
    let mut state = reading((80, 24));
    state.say("k3x9w2mhqp is approved", false);
    state.press(&control('l'));
    assert_eq!(state.said.text, "k3x9w2mhqp is approved", "a key that moves nothing leaves it");
}

#[test]
fn rows_of_the_list_tell_apart_what_begins_alike() {
    let mut state = reading((60, 16));
    let topics = ["rolling over a 401(k) from one employer", "rolling over a 401(k) from two employers"];
    let row = |(number, topic): (u128, &str)| {
        let mut it = conversation(Status::Generated).conversation;
        it.id = ConversationId(uuid::Uuid::from_u128(number));
        it.topic = topic.into();
        it.title = format!("{} on {topic}", it.persona);
        (it, false)
    };
    let conversations = (0..).zip(topics).map(row).collect();
    state.open_list(List::new(Waiting { conversations, total: 2 }, None));
    looks_like(&state, "list-60x16");
}

#[test]
fn the_near_duplicate_that_a_finding_names_is_asked_for() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "D"), []);
    assert!(state.said.text.contains("repeats no earlier one"), "{:?}", state.said);
    let mut near = conversation(Status::Generated);
    let finding = Note {
        finding: Finding::SameOpening,
        severity: Severity::Hint,
        turns: Vec::new(),
        excerpt: "m2d7".into(),
        detail: "shares 93 % of its opening with m2d7".into(),
    };
    near.conversation.quality_metrics.findings.push(finding.clone());
    state.show(near.clone());
    state.drawn();
    let names = ["this one", "the other"];
    assert_eq!(typed(&mut state, "D"), [Effect::Beside(Beside { id: "m2d7".into(), title: finding.detail, names })]);

    // The old version comes before any other.
    let old = ConversationId::new();
    let mut made_anew = near;
    made_anew.conversation.parent_type = Some(ParentType::Conversation);
    made_anew.conversation.parent_id = Some(old.0);
    state.show(made_anew);
    state.drawn();
    let (title, names) = (format!("made anew from {}", old.short()), ["the new one", "the old one"]);
    assert_eq!(typed(&mut state, "D"), [Effect::Beside(Beside { id: old.to_string(), title, names })]);
}

/// The list with so many rows; the first was on the screen before.
#[test]
fn a_title_has_what_the_checks_of_its_own_row_leave() {
    let mut state = reading((80, 24));
    let row = |number: u128| {
        let mut it = conversation(Status::Generated).conversation;
        it.id = ConversationId(uuid::Uuid::from_u128(number));
        it.title = format!("Saver {number} asks whether the fees of a fund are worth its advice");
        let mut notes = it.quality_metrics.findings.clone();
        notes.extend(notes.clone().into_iter().map(|note| Note { finding: Finding::Filler, ..note }));
        notes.extend(notes.clone().into_iter().map(|note| Note { finding: Finding::Refusal, ..note }));
        it.quality_metrics.findings = if number == 0 { notes } else { Vec::new() };
        (it, false)
    };
    state.open_list(List::new(Waiting { conversations: (0..3).map(row).collect(), total: 3 }, None));
    looks_like(&state, "list-of-unlike-checks");
}

fn listing(rows: u128) -> State {
    let mut state = reading((80, 24));
    let row = |number: u128| {
        let mut it = conversation(Status::Generated).conversation;
        it.id = ConversationId(uuid::Uuid::from_u128(number));
        it.title = format!("Saver {number} on fees");
        (it, number == 0)
    };
    state.open_list(List::new(Waiting { conversations: (0..rows).map(row).collect(), total: 1200 }, None));
    state
}

#[test]
fn rows_are_marked_and_one_decision_about_them_is_asked_for() {
    let mut state = listing(5);
    // Nothing is decided before the list is drawn.
    typed(&mut state, " a");
    assert!(matches!(state.mode, Mode::List));
    state.drawn();
    typed(&mut state, "a");
    assert!(matches!(state.mode, Mode::Sure(_)));
    typed(&mut state, "njj  ");
    state.drawn();
    assert_eq!((state.list.marked.len(), state.list.unopened()), (3, 2));
    looks_like(&state, "list");
    assert_eq!(typed(&mut state, "r"), []);
    assert_eq!(typed(&mut state, "1"), []);
    looks_like(&state, "sure");
    // The answer counts once the question is drawn.
    assert_eq!(typed(&mut state, "y"), []);
    state.drawn();
    let ids = [0, 3, 4].map(|number| ConversationId(uuid::Uuid::from_u128(number))).to_vec();
    let decision = Decision::Reject { reason: "off topic".into() };
    assert_eq!(typed(&mut state, "y"), [Effect::DecideAll { ids, decision, is_all_at_once: false }]);
}

#[test]
fn all_rows_are_marked_and_unmarked_at_once() {
    let mut state = listing(30);
    state.drawn();
    typed(&mut state, "A");
    assert_eq!((state.list.marked.len(), state.list.is_all_at_once), (30, true));
    typed(&mut state, "Aa");
    assert!(state.list.marked.is_empty() && state.said.is_bad);
    state.press(&Event::Paste("Aay".into()));
    assert!(matches!(state.mode, Mode::List) && state.list.marked.is_empty());
    typed(&mut state, "Gk");
    assert_eq!(state.list.at, 28);
    let opened = typed(&mut state, "\n");
    assert_eq!(opened, [Effect::Open("k3x9w2mhqp".into())]);
    for size in [(60, 16), (61, 40), (200, 17)] {
        let mut state = listing(30);
        state.resize(size);
        text(&state);
    }
}

#[test]
fn an_empty_list_returns_to_the_text_and_an_opened_row_to_the_list_it_came_from() {
    let mut state = listing(2);
    state.list.finding = Some(Finding::Filler);
    state.drawn();
    typed(&mut state, "\n");
    assert_eq!(typed(&mut state, "l"), [Effect::List(Some(Finding::Filler))]);
    state.say("2 conversations now rejected", false);
    let nothing = || Waiting { conversations: Vec::new(), total: 0 };
    state.open_list(List::new(nothing(), Some(Finding::Filler)));
    assert!(matches!(state.mode, Mode::Reading));
    assert!(text(&state).contains("2 conversations now rejected. None with filler waits any more; l lists all"));
    assert_eq!(typed(&mut state, "l"), [Effect::List(None)]);
    let mut state = listing(2);
    state.list.finding = Some(Finding::Filler);
    typed(&mut state, "l");
    assert!(text(&state).contains("l lists all that wait again."), "{}", text(&state));
    assert_eq!(typed(&mut state, "l"), [Effect::List(None)]);
}

#[test]
fn the_question_says_how_many_were_sent_back_before() {
    let mut state = listing(3);
    state.list.items[2].it.sent_back = true;
    state.drawn();
    typed(&mut state, "Aa");
    assert!(
        text(&state).contains("Approve 3 conversations? 2 of them were not opened. 1 was sent back before."),
        "{}",
        text(&state)
    );
}

#[test]
fn a_row_begins_with_its_title_and_one_without_findings_has_the_whole_width() {
    let mut state = listing(3);
    let titles = ["Saving for an older car without debt", "Saving for an older house on one income", "A fee"];
    for (item, title) in state.list.items.iter_mut().zip(titles) {
        item.it.title = title.into();
        item.is_opened = false;
    }
    state.list.items[1].it.emotion = "hope".into();
    state.list.items[0].it.quality_metrics.findings.clear();
    let text = text(&state);
    assert!(text.contains(" 9.0 Saving for an older car without debt    · fear\n"), "{text}");
    assert!(text.contains(" 9.0 Saving for an older house on one incom"), "{text}");
    assert!(text.contains(" 9.0 A fee "), "{text}");
}

#[test]
fn titles_that_say_persona_and_topic_alone_leave_the_row_to_what_tells_it_apart() {
    let mut state = listing(3);
    for (item, emotion) in state.list.items.iter_mut().zip(["fear", "shame about a late start", "anger"]) {
        (item.it.topic, item.it.emotion) = ("the mortgage".into(), emotion.into());
        item.it.title = format!("{} on the mortgage", item.it.persona);
    }
    state.list.items[1].it.persona = "Teacher, 63".into();
    state.list.items[1].it.title = "Teacher, 63 on the mortgage".into();
    let text = text(&state);
    assert!(text.contains("Teacher, 63 · shame about a late"), "{text}");
    assert!(!text.contains("on the mortgage"), "{text}");
}

#[test]
fn the_list_has_a_help_of_its_own_that_leads_back_to_it() {
    let mut state = listing(3);
    state.drawn();
    typed(&mut state, " ?");
    assert!(text(&state).contains("mark all rows; where all are marked, none"), "{}", text(&state));
    typed(&mut state, "?");
    assert!(matches!(state.mode, Mode::List) && state.list.marked.len() == 1, "{:?}", state.mode);
    typed(&mut state, "ay");
    assert!(matches!(state.mode, Mode::List), "nothing is decided before the list is drawn again");
}

#[test]
fn a_window_of_another_size_wraps_what_covers_the_text_and_leaves_no_row_empty_below_it() {
    let mut state = reading((120, 40));
    typed(&mut state, "?");
    state.resize((60, 16));
    let Mode::Text(help) = &state.mode else { panic!("{:?}", state.mode) };
    assert!(help.lines.iter().all(|line| console::measure_text_width(line) <= 60), "{help:?}");
    state.press(&key(KeyCode::End));
    let last = text(&state);
    assert!(last.contains("Ctrl-L       draw the screen again"), "{last}");
    state.resize((120, 80));
    assert!(text(&state).contains("Decide\n"), "{}", text(&state));

    let mut state = pair((60, 16));
    state.press(&key(KeyCode::End));
    state.resize((120, 80));
    let Mode::Pair(pair) = &state.mode else { panic!("{:?}", state.mode) };
    assert_eq!(pair.top, 0);
}
