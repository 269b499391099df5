//! Keys that decide, change and take back.

use crossterm::event::{Event, KeyCode};

use crate::domain::finding::Finding;
use crate::domain::status::Status;
use crate::domain::tag::Tag;
use crate::error::Exit;
use crate::store::Tagging;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::sample::conversation;
use crate::ui::review::screen::state::Mode;
use crate::ui::review::screen::tests::{control, key, looks_like, reading, text, typed};

#[test]
fn what_was_not_drawn_cannot_be_decided() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "a"), [Effect::Approve]);
    state.show(conversation(Status::Generated));
    for keys in ["a", "s", "n", "r1", "b1", "R1", "u", "e", "dy"] {
        assert_eq!(typed(&mut state, keys), [], "{keys}");
    }
    state.drawn();
    assert_eq!(typed(&mut state, "r1"), [Effect::Reject { reason: "off topic".into() }]);
    state.end(Some(3));
    state.drawn();
    assert_eq!(typed(&mut state, "asr1b1"), []);
}

#[test]
fn an_undo_is_asked_for_once_for_each_picture_and_named_below() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "u"), []);
    assert!(state.said.text.contains("nothing to undo"), "{:?}", state.said);
    state.say("k3x9w2mhqp is approved", false);
    state.undo = Some("approval of k3x9w2mhqp".into());
    looks_like(&state, "undo");
    assert_eq!(typed(&mut state, "u"), [Effect::Undo]);
    state.must_draw();
    assert_eq!(typed(&mut state, "u"), []);
    state.end(Some(3));
    state.drawn();
    assert_eq!(typed(&mut state, "u"), [Effect::Undo]);
    // Where there is no room for its name, the key stands alone.
    state.say("a long message ".repeat(8), true);
    assert!(text(&state).contains("  u undo\n"), "{}", text(&state));
}

#[test]
fn one_turn_is_edited_in_place_and_nothing_is_lost_by_a_single_key() {
    let mut state = reading((60, 16));
    assert_eq!(typed(&mut state, "E"), []);
    assert!(matches!(&state.mode, Mode::Turn(it) if it.turn == 0));
    state.press(&key(KeyCode::Tab));
    state.press(&key(KeyCode::Tab));
    state.press(&key(KeyCode::Tab));
    typed(&mut state, " 日本\nmore");
    looks_like(&state, "turn");
    // Tab and Esc do not give a change up.
    state.press(&key(KeyCode::Tab));
    state.press(&key(KeyCode::Esc));
    assert!(matches!(&state.mode, Mode::Turn(it) if it.turn == 3 && it.is_changed()));
    assert_eq!(state.press(&Event::Paste("aq\r\nr1".into())), []);
    let Effect::EditTurn { turn, content } = state.press(&control('s')).remove(0) else { panic!("no edit") };
    assert_eq!(turn, 3);
    assert!(content.ends_with("step by step. 日本\nmoreaq\nr1"), "{content}");
    assert!(matches!(state.mode, Mode::Turn(_)), "until it is stored the text stays");
    state.press(&key(KeyCode::Esc));
    state.press(&key(KeyCode::Esc));
    assert!(matches!(state.mode, Mode::Reading));
    // The turn of the finding that Tab went to.
    state.press(&key(KeyCode::Tab));
    typed(&mut state, "E");
    assert!(matches!(&state.mode, Mode::Turn(it) if it.turn == 2));
    assert!(text(&state).contains("Edit turn 3 of 10, user"), "{}", text(&state));
    assert_eq!(state.press(&control('s')), []);
    assert!(state.said.text.contains("nothing was changed"), "{:?}", state.said);
    // Scrolled away from the finding: the first turn that is wholly on the screen, else the one on top.
    typed(&mut state, "gjjE");
    assert!(text(&state).contains("Edit turn 2 of 10, assistant"), "{}", text(&state));
    state.press(&key(KeyCode::Esc));
    state.press(&key(KeyCode::End));
    typed(&mut state, "E");
    assert!(
        text(&state).contains("Edit turn 9 of 10") || text(&state).contains("Edit turn 10 of 10"),
        "{}",
        text(&state)
    );
    state.press(&key(KeyCode::Esc));
    state.press(&key(KeyCode::Tab));
    state.press(&key(KeyCode::BackTab));
    typed(&mut state, "E");
    state.press(&key(KeyCode::Home));
    for _ in 0..99 {
        state.press(&key(KeyCode::Delete));
    }
    assert_eq!(state.press(&control('s')), []);
    assert!(state.said.text.contains("cannot be empty"), "{:?}", state.said);
    for size in (60..130).flat_map(|columns| [16, 40].map(|rows| (columns, rows))) {
        state.resize(size);
        text(&state);
    }
}

#[test]
fn a_deletion_is_asked_for_and_twice_where_it_is_approved() {
    let mut state = reading((80, 24));
    // An answer that was typed with the question answers nothing.
    assert_eq!(typed(&mut state, "dy"), []);
    state.drawn();
    looks_like(&state, "delete");
    state.press(&Event::Paste("y".into()));
    assert_eq!(typed(&mut state, "y"), [Effect::Delete { force: false }]);
    state.show(conversation(Status::Approved));
    state.drawn();
    typed(&mut state, "d");
    state.drawn();
    assert!(text(&state).contains("is approved, and exports count on it"), "{}", text(&state));
    assert_eq!(typed(&mut state, "y"), []);
    assert_eq!(typed(&mut state, "y"), []);
    state.drawn();
    assert_eq!(typed(&mut state, "n"), []);
    assert!(matches!(state.mode, Mode::Reading) && state.said.text.contains("Nothing was deleted"));
    typed(&mut state, "d");
    state.drawn();
    typed(&mut state, "y");
    state.drawn();
    assert_eq!(typed(&mut state, "y"), [Effect::Delete { force: true }]);
}

#[test]
fn a_note_and_a_tag_are_typed_and_pasted_keys_are_text() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "Nsee "), []);
    state.press(&Event::Paste("rule 3\nq".into()));
    assert_eq!(typed(&mut state, "\n"), [Effect::Note("see rule 3 q".into())]);
    let tag = |word: &str| word.parse::<Tag>().expect("a tag");
    assert_eq!(typed(&mut state, "TTax\n"), [Effect::Tag(tag("tax"), Tagging::Add)]);
    assert_eq!(typed(&mut state, "T-tax\n"), [Effect::Tag(tag("tax"), Tagging::Remove)]);
    assert_eq!(typed(&mut state, "Ttwo words\n"), []);
    looks_like(&state, "tag");
    state.press(&key(KeyCode::Esc));
    assert_eq!(typed(&mut state, "N\n"), []);
    assert!(matches!(state.mode, Mode::Reading));
}

#[test]
fn pasted_text_decides_nothing_and_is_text_where_text_is_asked_for() {
    let mut state = reading((80, 24));
    assert_eq!(state.press(&Event::Paste("aaaa\nr1\nq".into())), []);
    assert!(state.said.text.contains("decides nothing"));
    typed(&mut state, "b");
    assert_eq!(state.press(&Event::Paste("longer\nturns".into())), []);
    assert_eq!(typed(&mut state, "\n"), [Effect::SendBack { note: "longer turns".into() }]);
}

#[test]
fn a_reason_is_a_number_a_text_or_the_last_one_again() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "r\n"), []);
    assert!(matches!(state.mode, Mode::Why { .. }) && text(&state).contains("Enter after a text saves it"));
    assert_eq!(typed(&mut state, "5"), [Effect::Reject { reason: "too short or cut off".into() }]);
    assert_eq!(typed(&mut state, "r\n"), [Effect::Reject { reason: "too short or cut off".into() }]);
    assert_eq!(typed(&mut state, "r 2 of 3 are flat\n"), [Effect::Reject { reason: "2 of 3 are flat".into() }]);
    assert_eq!(typed(&mut state, "r\n"), [Effect::Reject { reason: "2 of 3 are flat".into() }]);
    typed(&mut state, "r");
    assert!(text(&state).contains("Enter \"2 of 3 are flat\" again"), "{}", text(&state));
    typed(&mut state, "x");
    assert!(text(&state).contains("Enter saves it") && !text(&state).contains("again"), "{}", text(&state));
    state.press(&key(KeyCode::Esc));
    // Each kind of decision has its own last reason.
    assert_eq!(typed(&mut state, "b\n"), []);
    state.press(&key(KeyCode::Esc));
    assert!(matches!(state.mode, Mode::Reading));
    state.reasons = vec!["dull".into()];
    assert_eq!(typed(&mut state, "r9"), []);
    assert_eq!(typed(&mut state, "1"), [Effect::Reject { reason: "dull".into() }]);
}

#[test]
fn a_move_that_the_status_forbids_is_refused_before_a_reason_is_typed() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "R"), []);
    assert!(state.said.text.contains("cannot reopen"), "{:?}", state.said);
    state.show(conversation(Status::Rejected));
    state.drawn();
    assert_eq!(typed(&mut state, "a"), []);
    assert!(state.said.text.contains("allowed: reopen"), "{:?}", state.said);
    assert_eq!(typed(&mut state, "R2"), [Effect::Reopen { reason: "wrong facts".into() }]);
}

#[test]
fn keys_leave_and_stop_in_every_mode() {
    for mode in ["", "r", "/", "o", "?", "E", "d", "N", "T"] {
        let mut state = reading((80, 24));
        typed(&mut state, mode);
        assert_eq!(state.press(&control('z')), [Effect::Suspend], "{mode}");
        assert_eq!(state.press(&control('c')), [Effect::Leave(Exit::Interrupted)], "{mode}");
    }
    let mut state = reading((80, 24));
    assert_eq!(state.press(&control('d')), [Effect::Leave(Exit::Done)]);
    assert_eq!(typed(&mut state, "q"), [Effect::Leave(Exit::Done)]);
    assert_eq!(typed(&mut state, "p"), [Effect::Previous]);
    assert_eq!(typed(&mut state, "ok3x9\n"), [Effect::Open("k3x9".into())]);
}

#[test]
fn a_database_that_fails_for_a_while_can_be_asked_again() {
    let mut state = reading((80, 24));
    state.fail("the connection to the database was lost");
    state.drawn();
    assert!(text(&state).contains("n tries again"));
    assert_eq!(typed(&mut state, "ab"), []);
    assert_eq!(typed(&mut state, "n"), [Effect::Next]);
}

#[test]
fn an_unknown_key_says_so_once_and_keeps_what_was_said() {
    let mut state = reading((80, 24));
    state.say("k3x9w2mhqp is approved", false);
    state.offer = Some(Finding::Filler);
    assert_eq!(typed(&mut state, "z"), []);
    assert!(text(&state).contains("no such key: z (? lists them) · k3x9w2mhqp is approved"), "{}", text(&state));
    assert_eq!(typed(&mut state, "l"), [Effect::List(Some(Finding::Filler))]);
    assert!(!text(&state).contains("no such key") && text(&state).contains("k3x9w2mhqp is approved"));
}

#[test]
fn a_window_too_small_to_ask_in_takes_no_text_and_q_quits() {
    for open in ["r", "/", "o", "N", "T", "G", "d", "l"] {
        let mut state = reading((80, 24));
        state.drawn();
        typed(&mut state, open);
        typed(&mut state, "ab");
        state.resize((40, 10));
        assert!(text(&state).replace('\n', " ").contains("or q quits"), "{}", text(&state));
        state.press(&Event::Paste("pasted".into()));
        assert_eq!(typed(&mut state, "xy\n"), [], "{open}");
        assert_eq!(typed(&mut state, "q"), [Effect::Leave(Exit::Done)], "{open}");
        state.resize((80, 24));
        assert!(!text(&state).contains("abx") && !text(&state).contains("pasted"), "{}", text(&state));
    }
    let mut state = reading((80, 24));
    state.drawn();
    typed(&mut state, "E");
    state.resize((40, 10));
    assert_eq!(typed(&mut state, "q"), [], "an edit is not lost by a key");
    assert!(text(&state).replace('\n', " ").contains("go on with the turn"), "{}", text(&state));
}
