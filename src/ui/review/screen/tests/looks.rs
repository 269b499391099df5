//! Its pictures, in every window and without colour.

use crossterm::event::KeyCode;
use ratatui::style::Color;

use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::review::ReviewEntry;
use crate::domain::status::Status;
use crate::ui::review::makes_anew::Landed;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::sample::conversation;
use crate::ui::review::screen::state::{Shown, State};
use crate::ui::review::screen::tests::{key, looks_like, picture, reading, text, typed};
use crate::ui::review::screen::theme::Theme;

#[test]
fn it_looks_right_in_three_windows() {
    for size in [(80, 24), (60, 16), (120, 40)] {
        looks_like(&reading(size), &format!("{}x{}", size.0, size.1));
    }
}

#[test]
fn what_a_long_title_says_is_not_said_twice() {
    let mut state = reading((80, 24));
    let mut full = conversation(Status::PendingReview);
    let it = &mut full.conversation;
    it.persona = "Newly Widowed Teacher, 63, whose husband always handled the money".into();
    it.title = format!("{} on {}", it.persona, it.topic);
    state.show(full);
    let drawn = text(&state);
    assert_eq!((drawn.matches("Newly Widowed").count(), drawn.matches("\nfear\n").count()), (1, 1), "{drawn}");
}

#[test]
fn it_looks_right_while_asking_searching_and_at_the_end() {
    let mut state = reading((80, 24));
    typed(&mut state, "rtoo ");
    looks_like(&state, "why");
    let mut state = reading((80, 24));
    typed(&mut state, "/ROLLOVER\n\n");
    looks_like(&state, "search");
    let mut state = reading((60, 16));
    state.press(&key(KeyCode::Tab));
    state.press(&key(KeyCode::Tab));
    looks_like(&state, "finding");
    typed(&mut state, "?");
    looks_like(&state, "help");
    state.end(Some(3));
    state.say("k3x9w2mhqp is approved", false);
    looks_like(&state, "end");
}

#[test]
fn g_asks_for_a_note_and_the_news_stand_below_the_text() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "GName the fees"), [Effect::CheckAnew]);
    looks_like(&state, "anew");
    assert_eq!(typed(&mut state, "\n"), [Effect::MakeAnew(Some("Name the fees".into()))]);
    assert_eq!(typed(&mut state, "G \n"), [Effect::CheckAnew, Effect::MakeAnew(None)]);
    typed(&mut state, "Gx");
    assert_eq!(state.press(&key(KeyCode::Esc)), []);
    let mut new = reading((80, 24));
    new.must_draw();
    assert_eq!(typed(&mut new, "G\n"), [], "nothing is asked about what was not drawn");

    state.anew.running = 1;
    assert!(text(&state).contains(" · 1 being made anew ──"));
    let landed = |made| Landed { of: "k3x9w2mhqp".into(), made, command: "dialoom regenerate k3x9w2mhqp".into() };
    state.anew.news.push(landed(Err("the server is away".into())));
    assert!(text(&state).contains("failed: the server is away; again: dialoom regenerate k3"), "{}", text(&state));
    state.anew.running = 0;
    state.anew.news.push(landed(Ok("m4y8v3nkrq".into())));
    typed(&mut state, "rtoo long");
    assert!(text(&state).contains("k3x9w2mhqp came back as m4y8v3nkrq; o opens it"), "{}", text(&state));
    state.press(&key(KeyCode::Esc));
    typed(&mut state, "o");
    assert!(text(&state).contains("Enter opens m4y8v3nkrq, or what you type"), "{}", text(&state));
    assert_eq!(typed(&mut state, "abcd\n"), [Effect::Open("abcd".into())]);
    assert_eq!(typed(&mut state, "o\n"), [Effect::Open("m4y8v3nkrq".into())]);
    assert!(text(&state).contains("failed:"), "the one before is said again");
    state.press(&key(KeyCode::Esc));
    assert!(!text(&state).contains("failed:"));
    assert_eq!(typed(&mut state, "o\n"), []);
}

#[test]
fn without_colour_marks_tell_speakers_and_findings_apart() {
    let mut state = reading((80, 24));
    let has_color = |state: &State| picture(state).content.iter().any(|cell| cell.fg != Color::Reset);
    assert!(has_color(&state));
    state.theme = Theme { has_color: false };
    state.show(conversation(Status::PendingReview));
    state.drawn();
    assert!(!has_color(&state));
    let text = text(&state);
    for mark in ["› 1 user", "● 2 assistant", "│ I left", "┃ That worry", "! personal data 3", "? filler 8"] {
        assert!(text.contains(mark), "{mark}\n{text}");
    }
}

#[test]
fn every_window_is_drawn_and_a_small_one_decides_nothing() {
    let mut state = reading((80, 24));
    for size in (1..70).flat_map(|columns| [1, 2, 5, 15, 16, 30].map(|rows| (columns, rows))) {
        state.resize(size);
        text(&state);
        state.drawn();
        let decides = typed(&mut state, "a").len();
        assert_eq!(decides, usize::from(size.0 >= 60 && size.1 >= 16), "{size:?}");
        for mode in ["r", "/", "o", "?", "E", "d", "N", "T", "G"] {
            typed(&mut state, mode);
            text(&state);
            state.press(&key(KeyCode::Esc));
        }
    }
    state.resize((20, 10));
    assert!(text(&state).replace('\n', " ").contains("the review needs 60×16"), "{}", text(&state));
}

#[test]
fn findings_of_one_kind_beside_a_turn_have_one_row_in_a_small_window() {
    let mut judged = conversation(Status::PendingReview);
    for criterion in ["overall", "relevance", "accuracy"] {
        judged.conversation.quality_metrics.findings.push(Note {
            finding: Finding::LowMark,
            severity: if criterion == "accuracy" { Severity::Serious } else { Severity::Hint },
            turns: vec![2],
            excerpt: "a direct rollover".into(),
            detail: format!("The judge gives 3 of 10 for {criterion}: the answer does not say how long it takes."),
        });
    }
    for size in [(60, 16), (80, 24)] {
        let mut state = reading(size);
        state.show(judged.clone());
        looks_like(&state, &format!("low-marks-{}x{}", size.0, size.1));
        state.press(&key(KeyCode::Tab));
        assert_eq!(state.shown.as_ref().and_then(Shown::current_finding), Some(Finding::LowMark));
    }
    let mut state = reading((120, 40));
    state.show(judged);
    assert_eq!(text(&state).matches("The judge gives 3 of 10").count(), 3);
}

#[test]
fn text_of_a_model_does_nothing_to_the_terminal() {
    let mut state = reading((80, 24));
    let mut hostile = conversation(Status::Generated);
    hostile.conversation.title = "\u{1b}]0;stolen\u{7}Title\u{1b}[2J".into();
    hostile.conversation.persona = "a\u{9b}31mb".into();
    hostile.turns[0].content = "one\u{1b}[31mtwo\rthree\u{202e}".into();
    hostile.conversation.quality_metrics.findings[1].excerpt = "x\u{1b}[2J\ny".into();
    state.show(hostile);
    let text = text(&state);
    assert!(!text.chars().any(|letter| letter.is_control() && letter != '\n'), "{text:?}");
    assert!(text.contains("onetwothree") && !text.contains("stolen"), "{text}");
}

#[test]
fn what_was_sent_back_says_why_on_top_and_names_its_new_version() {
    let mut back = conversation(Status::NeedsRevision);
    back.conversation.sent_back = true;
    back.conversation.review_history.push(ReviewEntry {
        by: "ann".into(),
        at: back.conversation.created_at,
        from: Status::PendingReview,
        to: Status::NeedsRevision,
        why: Some("name the fees of the old plan".into()),
        basis: None,
        undo: false,
    });
    let mut state = reading((80, 24));
    state.show(back);
    state.tell_newer(Some("m4y8v3nkrq".into()));
    state.drawn();
    let text = text(&state);
    for part in [
        "k3x9w2mhqp sent back\n",
        "\nsent back by ann: name the fees of the old plan\n",
        "\nits new version waits: o opens m4y8v3nkrq\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(typed(&mut state, "o\n"), [Effect::Open("m4y8v3nkrq".into())]);
}

#[test]
fn the_smallest_window_shows_persona_emotion_topic_and_status() {
    let mut long = conversation(Status::NeedsRevision);
    long.conversation.persona = "a widowed beekeeper who sells honey at three markets".into();
    long.conversation.topic = "whether to pay the mortgage off early".into();
    let mut state = reading((60, 16));
    state.show(long);
    let text = text(&state);
    assert!(text.contains(" · fear · whether to pay"), "{text}");
    assert!(text.contains("k3x9w2mhqp revision\n"), "{text}");
    assert!(text.starts_with("108 of 120 left · 3.7/min · 30 min "), "{text}");
}
