//! One line of text, typed key by key, so that Esc can cancel it.

use console::Key;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Editor {
    text: String,
}

/// The state of a line after a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Edited {
    More,
    /// Ended with Enter; holds something other than white space.
    Done(String),
    /// Ended with Enter and nothing in it.
    Empty,
    /// Cancelled with Esc.
    Cancelled,
}

impl Editor {
    /// Applies one key; ignores keys without a meaning here.
    pub(super) fn press(&mut self, key: &Key) -> Edited {
        match key {
            Key::Enter if self.text.trim().is_empty() => {
                self.text.clear();
                return Edited::Empty;
            }
            Key::Enter => return Edited::Done(self.text.trim().to_owned()),
            Key::Escape => return Edited::Cancelled,
            Key::Backspace => {
                self.text.pop();
            }
            Key::Char('\u{15}') => self.text.clear(),
            Key::Char('\u{17}') => {
                self.text.truncate(self.text.trim_end().len());
                self.text.truncate(self.text.rfind(char::is_whitespace).map_or(0, |at| at + 1));
            }
            Key::Char(letter) if !letter.is_control() => self.text.push(*letter),
            _ => {}
        }
        Edited::More
    }

    /// Adds a space for a line end inside a paste.
    pub(super) fn go_on(&mut self) {
        self.text.push(' ');
    }

    /// The prompt and the end of the text, as much as fits in `width` columns.
    pub(super) fn shown(&self, prompt: &str, width: usize) -> String {
        let prompt = console::truncate_str(prompt, width.saturating_sub(2), "");
        let room = width.saturating_sub(console::measure_text_width(&prompt) + 1);
        let mut from = self.text.len();
        let mut used = 0;
        for (at, letter) in self.text.char_indices().rev() {
            used += console::measure_text_width(letter.encode_utf8(&mut [0; 4]));
            if used > room {
                break;
            }
            from = at;
        }
        format!("{prompt}{}", &self.text[from..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &mut Editor, text: &str) {
        for letter in text.chars() {
            assert_eq!(line.press(&Key::Char(letter)), Edited::More);
        }
    }

    #[test]
    fn a_line_is_typed_corrected_and_ended() {
        let mut line = Editor::default();
        typed(&mut line, "too cold");
        line.press(&Key::Backspace);
        typed(&mut line, "\u{17}");
        typed(&mut line, "short — größer\u{7}");
        assert_eq!(line.press(&Key::Enter), Edited::Done("too short — größer".into()));
    }

    #[test]
    fn an_empty_line_asks_again_and_esc_takes_it_back() {
        let mut line = Editor::default();
        typed(&mut line, "   ");
        assert_eq!(line.press(&Key::Enter), Edited::Empty);
        typed(&mut line, "abc\u{15}");
        assert_eq!(line.press(&Key::Enter), Edited::Empty);
        assert_eq!(line.press(&Key::Escape), Edited::Cancelled);
    }

    #[test]
    fn a_long_line_shows_its_end_and_never_breaks_a_narrow_window() {
        let mut line = Editor::default();
        typed(&mut line, "0123456789日本");
        assert_eq!(line.shown("why: ", 14), "why: 6789日本");
        for width in 0..40 {
            assert!(console::measure_text_width(&line.shown("why: ", width)) <= width.max(1));
        }
    }
}
