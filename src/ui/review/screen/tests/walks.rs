//! Keys that move through a text.

use crossterm::event::{Event, KeyCode, KeyModifiers, MouseEvent, MouseEventKind};

use crate::domain::status::Status;
use crate::ui::review::screen::layout::Row;
use crate::ui::review::screen::sample::conversation;
use crate::ui::review::screen::state::State;
use crate::ui::review::screen::tests::{key, reading, text, typed};

#[test]
fn what_changed_is_shown_again_where_it_was_read() {
    let mut state = reading((60, 16));
    state.press(&key(KeyCode::Tab));
    typed(&mut state, "jjjj");
    let turn = |state: &State| state.shown.as_ref().and_then(|shown| shown.layout.turn_at(shown.top));
    let before = turn(&state);
    state.show_again(conversation(Status::PendingReview));
    assert!(before > Some(0) && turn(&state) == before, "{before:?}");
}

#[test]
fn the_text_scrolls_by_keys_and_wheel_and_never_past_its_ends() {
    let mut state = reading((80, 24));
    let top = |state: &State| state.shown.as_ref().map_or(0, |shown| shown.top);
    let wheel = |kind| Event::Mouse(MouseEvent { kind, column: 1, row: 1, modifiers: KeyModifiers::NONE });
    typed(&mut state, "jjk");
    assert_eq!(top(&state), 1);
    state.press(&wheel(MouseEventKind::ScrollDown));
    assert_eq!(top(&state), 4);
    state.press(&wheel(MouseEventKind::ScrollUp));
    typed(&mut state, " ");
    let page = state.page();
    let rows = state.shown.as_ref().map_or(0, |shown| shown.layout.rows.len());
    assert_eq!(top(&state), (1 + page - 2).min(rows - page));
    state.press(&key(KeyCode::End));
    assert_eq!(top(&state), rows - page);
    state.press(&key(KeyCode::PageDown));
    assert_eq!(top(&state), rows - page);
    assert_eq!(state.said.text, "This is the end of the text.");
    state.press(&key(KeyCode::PageUp));
    typed(&mut state, "g");
    state.press(&key(KeyCode::Up));
    assert_eq!(top(&state), 0);
}

#[test]
fn a_new_width_keeps_the_place_and_asks_for_a_picture_first() {
    let mut state = reading((120, 40));
    state.resize((120, 20));
    typed(&mut state, "jjjjjjj");
    let first = |state: &State| {
        let shown = state.shown.as_ref().expect("one is shown");
        shown.layout.rows[shown.top].clone()
    };
    let before = first(&state);
    state.resize((90, 20));
    let shown = state.shown.as_ref().expect("one is shown");
    assert_eq!(shown.layout.place_of(&before), Some(shown.top));
    assert_eq!(typed(&mut state, "a"), []);
}

#[test]
fn tab_goes_through_the_findings_and_round() {
    let mut state = reading((60, 16));
    let mut seen = Vec::new();
    for _ in 0..4 {
        state.press(&key(KeyCode::Tab));
        let text = text(&state);
        let names = ["555-0100 — A", "thank you so much", "never mentioned"];
        seen.push(names.iter().rposition(|name| text.contains(name)));
    }
    assert_eq!(seen, [Some(0), Some(1), Some(2), Some(0)]);
    // What points at no turn is said on top, and by Tab; the text ends with its last turn.
    assert!(
        !state
            .shown
            .as_ref()
            .expect("one is shown")
            .layout
            .rows
            .iter()
            .any(|row| { matches!(row, Row::Finding { text, .. } if text.contains("never mentioned")) })
    );
    state.press(&key(KeyCode::BackTab));
    assert_eq!(state.shown.as_ref().and_then(|shown| shown.finding), Some(2));
}

#[test]
fn a_finding_of_the_whole_conversation_is_said_to_its_last_word() {
    for (size, can_undo) in [((60, 16), false), ((60, 16), true), ((80, 24), false), ((80, 24), true)] {
        let mut state = reading(size);
        state.undo = can_undo.then(|| "the approval of k3x9w2mhqp".into());
        let mut full = conversation(Status::PendingReview);
        full.conversation.quality_metrics.findings[0].detail =
            "No word of the persona that was asked for occurs in what the user says, nor one that means the same, \
             whatever its form; name it in an early turn, or take it out of the plan."
                .into();
        state.show(full);
        state.drawn();
        let rows = state.page();
        state.press(&key(KeyCode::BackTab));
        let drawn = text(&state).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(drawn.contains("out of the plan."), "{size:?}: {drawn}");
        assert!(drawn.contains("a approve") && drawn.contains("u undo") == can_undo, "{size:?}: {drawn}");
        // The text has fewer rows meanwhile, and its end can still be seen.
        assert!(state.page() < rows, "{size:?}");
        state.press(&key(KeyCode::End));
        assert_eq!(state.page(), rows, "{size:?}: who goes on has read it");
    }
}
