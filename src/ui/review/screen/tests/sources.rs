//! The source of a conversation: beside its turns in a wide window, over them in another.

use crossterm::event::KeyCode;
use ratatui::style::Modifier;

use crate::domain::document::{Chunk, Dimensions};
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::ids::{ChunkId, DocumentId};
use crate::domain::status::Status;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::sample::conversation;
use crate::ui::review::screen::state::State;
use crate::ui::review::screen::tests::{key, looks_like, picture, reading, text, typed};

fn chunk() -> Chunk {
    let text = "A direct rollover sends the money from plan to plan. The old plan asks a fee of 35 dollars.\n\n\
                No tax is withheld. \u{1b}[31mThe new plan has to confirm the transfer in writing within 60 days.";
    Chunk {
        id: ChunkId(uuid::Uuid::from_u128(7)),
        short_id: "abcdefgh".into(),
        document_id: DocumentId(uuid::Uuid::from_u128(8)),
        document: "rollovers".into(),
        number: Some(3),
        text: text.into(),
        dimensions: Dimensions { headings: vec!["Rollovers".into(), "Direct".into()], page: Some(2), start: 0, end: 9 },
        conversation_count: 1,
    }
}

/// One that rests on it, and says more.
fn on_source(size: (u16, u16)) -> State {
    let mut state = reading(size);
    let mut full = conversation(Status::PendingReview);
    full.conversation.chunk_id = Some(chunk().id);
    full.conversation.document = Some("rollovers".into());
    full.conversation.quality_metrics.findings.push(Note {
        finding: Finding::Ungrounded,
        severity: Severity::Serious,
        turns: vec![2],
        excerpt: "no tax is due".into(),
        detail: "The source lacks: no tax is due; 2027.".into(),
    });
    state.show(full);
    state.drawn();
    state
}

#[test]
fn s_shows_the_source_and_what_the_turns_say_beyond_it() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut state = on_source(size);
        assert_eq!(typed(&mut state, "S"), [Effect::ReadSource]);
        state.show_source(Some(chunk()));
        state.drawn();
        looks_like(&state, &format!("source-{}x{}", size.0, size.1));
        assert!(text(&state).contains("rollovers#3, page 2, Rollovers > Direct"));
        assert!(!text(&state).chars().any(|letter| letter.is_control() && letter != '\n'));
        state.press(&key(KeyCode::Esc));
        assert!(!text(&state).contains("withheld"));
    }
}

#[test]
fn beside_the_turns_what_it_lacks_is_marked_and_the_keys_still_decide() {
    let mut state = on_source((120, 40));
    typed(&mut state, "S");
    state.show_source(Some(chunk()));
    state.drawn();
    let marked = |state: &State| -> String {
        let of_turns = picture(state).content;
        let is_marked = |modifier: Modifier| modifier.contains(Modifier::UNDERLINED);
        of_turns.iter().filter(|cell| is_marked(cell.modifier)).map(|cell| cell.symbol().to_owned()).collect()
    };
    assert_eq!(marked(&state), "no tax is due");
    assert_eq!(typed(&mut state, "a"), [Effect::Approve]);
    // Once more: all of it, over the turns.
    assert_eq!(typed(&mut state, "S"), []);
    assert!(text(&state).contains("── Source: rollovers#3"), "{}", text(&state));
    typed(&mut state, "S");
    assert_eq!(marked(&state), "");
    typed(&mut state, "S");
    state.show_source(Some(chunk()));
    state.resize((80, 24));
    assert!(!text(&state).contains("withheld"), "{}", text(&state));
}

#[test]
fn in_a_very_wide_window_the_source_comes_once_by_itself_where_the_turns_say_more() {
    let mut state = on_source((120, 40));
    state.say("k3x9w2mhqp is approved", false);
    assert!(state.wants_source());
    state.bring_source(chunk());
    state.drawn();
    assert!(text(&state).contains("withheld") && text(&state).contains("is approved"), "{}", text(&state));
    // Closed by a person, it stays away; the next one brings its own.
    state.press(&key(KeyCode::Esc));
    assert!(!state.wants_source() && !text(&state).contains("withheld"));
    assert!(on_source((120, 40)).wants_source());
    for size in [(119, 40), (80, 24), (60, 16)] {
        assert!(!on_source(size).wants_source());
    }
    // One that says nothing beyond its source, or rests on none.
    let mut state = on_source((120, 40));
    state.shown.as_mut().expect("one is shown").full.conversation.quality_metrics.findings.clear();
    assert!(!state.wants_source());
    assert!(!reading((120, 40)).wants_source());
}

#[test]
fn without_a_source_it_says_so() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "S"), []);
    assert!(text(&state).contains("This conversation rests on no document."));
    let mut state = on_source((80, 24));
    typed(&mut state, "S");
    state.show_source(None);
    assert!(text(&state).contains("not stored any more"));
}
