//! What a key means where a person types text.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::ui::review::editor::{Edit, Editor};

/// What became of a text that is typed.
pub(super) enum Typed {
    More,
    Done,
    Cancelled,
}

/// One key in a line of text.
pub(super) fn typed(line: &mut Editor, key: KeyEvent) -> Typed {
    let has = |modifier| key.modifiers.contains(modifier);
    let edit = match key.code {
        KeyCode::Enter => return Typed::Done,
        KeyCode::Esc => return Typed::Cancelled,
        KeyCode::Char(letter) if has(KeyModifiers::CONTROL) => match letter {
            'a' => Edit::Start,
            'e' => Edit::End,
            'b' => Edit::Left,
            'f' => Edit::Right,
            'h' => Edit::Back,
            'd' => Edit::Delete,
            'w' => Edit::CutWord,
            'u' => Edit::CutToStart,
            'k' => Edit::CutToEnd,
            'g' => return Typed::Cancelled,
            _ => return Typed::More,
        },
        KeyCode::Char('b') if has(KeyModifiers::ALT) => Edit::WordLeft,
        KeyCode::Char('f') if has(KeyModifiers::ALT) => Edit::WordRight,
        KeyCode::Char(_) if has(KeyModifiers::ALT) => return Typed::More,
        KeyCode::Char(letter) => Edit::Insert(letter),
        KeyCode::Backspace if has(KeyModifiers::ALT) || has(KeyModifiers::CONTROL) => Edit::CutWord,
        KeyCode::Backspace => Edit::Back,
        KeyCode::Delete => Edit::Delete,
        KeyCode::Left if has(KeyModifiers::CONTROL) => Edit::WordLeft,
        KeyCode::Right if has(KeyModifiers::CONTROL) => Edit::WordRight,
        KeyCode::Left => Edit::Left,
        KeyCode::Right => Edit::Right,
        KeyCode::Home => Edit::Start,
        KeyCode::End => Edit::End,
        _ => return Typed::More,
    };
    line.apply(&edit);
    Typed::More
}
