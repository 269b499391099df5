//! The state machine without a terminal, and its pictures.

use std::path::Path;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Color;

use crate::domain::conversation::{ParentType, Role, StoredTurn};
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::ids::ConversationId;
use crate::domain::review::Decision;
use crate::domain::status::Status;
use crate::domain::tag::Tag;
use crate::error::Exit;
use crate::review::{Counts, Waiting};
use crate::store::Tagging;
use crate::ui::review::beside::Beside;
use crate::ui::review::makes_anew::Landed;
use crate::ui::review::screen::effect::Effect;
use crate::ui::review::screen::list::List;
use crate::ui::review::screen::sample::conversation;
use crate::ui::review::screen::state::{Mode, Shown, State};
use crate::ui::review::screen::theme::Theme;
use crate::ui::review::screen::view;

fn reasons() -> Vec<String> {
    crate::domain::review::REASONS.map(str::to_owned).to_vec()
}

/// A conversation on the screen that the terminal has drawn.
fn reading(size: (u16, u16)) -> State {
    let mut state = State::new(size, Theme { has_color: true }, 120, reasons());
    state.progress.counts = Counts { approved: 9, rejected: 2, skipped: 1, ..Counts::default() };
    state.progress.place = 13;
    state.progress.elapsed = Duration::from_secs(180);
    state.show(conversation(Status::PendingReview));
    state.drawn();
    state
}

fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn control(letter: char) -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL))
}

/// Types a text, one key each letter; "\n" is Enter.
fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    let code = |letter| if letter == '\n' { KeyCode::Enter } else { KeyCode::Char(letter) };
    text.chars().flat_map(|letter| state.press(&key(code(letter)))).collect()
}

fn picture(state: &State) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(state.size.0, state.size.1)).expect("no terminal to fail");
    terminal.draw(|frame| view::draw(state, frame)).expect("drawn");
    terminal.backend().buffer().clone()
}

fn text(state: &State) -> String {
    let buffer = picture(state);
    let rows = buffer.area.height;
    let row = |y| {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(console::measure_text_width(symbol)).unwrap_or(1).max(1);
        }
        line.trim_end().to_owned() + "\n"
    };
    (0..rows).map(row).collect()
}

#[track_caller]
fn looks_like(state: &State, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/ui/review/screen/pictures/{name}.txt"));
    let drawn = text(state);
    if std::env::var_os("DIALOOM_KEEP_SCREENS").is_some() {
        std::fs::write(&path, &drawn).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(drawn, kept, "{name}: DIALOOM_KEEP_SCREENS=1 keeps the new one");
}

#[test]
fn it_looks_right_in_three_windows() {
    for size in [(80, 24), (60, 16), (120, 40)] {
        looks_like(&reading(size), &format!("{}x{}", size.0, size.1));
    }
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
    state.end();
    state.say("k3x9w2mhqp is approved", false);
    looks_like(&state, "end");
}

#[test]
fn g_asks_for_a_note_and_the_news_stand_below_the_text() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "GName the fees"), []);
    looks_like(&state, "anew");
    assert_eq!(typed(&mut state, "\n"), [Effect::MakeAnew(Some("Name the fees".into()))]);
    assert_eq!(typed(&mut state, "G \n"), [Effect::MakeAnew(None)]);
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
fn what_was_not_drawn_cannot_be_decided() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "a"), [Effect::Approve]);
    state.show(conversation(Status::Generated));
    for keys in ["a", "s", "n", "r1", "b1", "R1", "u", "e", "dy"] {
        assert_eq!(typed(&mut state, keys), [], "{keys}");
    }
    state.drawn();
    assert_eq!(typed(&mut state, "r1"), [Effect::Reject { reason: "off topic".into() }]);
    state.end();
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
    state.end();
    state.drawn();
    assert_eq!(typed(&mut state, "u"), [Effect::Undo]);
    // Where there is no room for its name, the key stands alone.
    state.say("a long message ".repeat(8), true);
    assert!(text(&state).contains("…  u undo\n"), "{}", text(&state));
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
    assert_eq!(state.press(&control('s')), []);
    assert!(state.said.text.contains("nothing was changed"), "{:?}", state.said);
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
    assert_eq!(typed(&mut state, "arbsnu1"), [], "nothing is decided beside another one");
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
fn the_near_duplicate_that_a_finding_names_is_asked_for() {
    let mut state = reading((80, 24));
    assert_eq!(typed(&mut state, "D"), []);
    assert!(state.said.text.contains("No near-duplicate"), "{:?}", state.said);
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
    assert!(state.said.is_bad && matches!(state.mode, Mode::Why { .. }));
    assert_eq!(typed(&mut state, "6"), [Effect::Reject { reason: "too short".into() }]);
    assert_eq!(typed(&mut state, "r\n"), [Effect::Reject { reason: "too short".into() }]);
    assert_eq!(typed(&mut state, "r 2 of 3 are flat\n"), [Effect::Reject { reason: "2 of 3 are flat".into() }]);
    assert_eq!(typed(&mut state, "r\n"), [Effect::Reject { reason: "2 of 3 are flat".into() }]);
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
    assert_eq!(typed(&mut state, "R7"), [Effect::Reopen { reason: "wrong tone".into() }]);
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
    assert_eq!(top(&state), 1 + page - 2);
    state.press(&key(KeyCode::End));
    let rows = state.shown.as_ref().map_or(0, |shown| shown.layout.rows.len());
    assert_eq!(top(&state), rows - page);
    state.press(&key(KeyCode::PageDown));
    assert_eq!(top(&state), rows - page);
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
        seen.push(names.iter().position(|name| text.contains(name)));
    }
    assert_eq!(seen, [Some(0), Some(1), Some(2), Some(0)]);
    state.press(&key(KeyCode::BackTab));
    assert_eq!(state.shown.as_ref().and_then(|shown| shown.finding), Some(2));
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

/// The list with so many rows; the first was on the screen before.
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
fn a_database_that_fails_for_a_while_can_be_asked_again() {
    let mut state = reading((80, 24));
    state.fail("the connection to the database was lost");
    state.drawn();
    assert!(text(&state).contains("n tries again"));
    assert_eq!(typed(&mut state, "ab"), []);
    assert_eq!(typed(&mut state, "n"), [Effect::Next]);
}
