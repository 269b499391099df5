//! A text with a cursor in it: one line, as the shell edits its lines, or several.

/// A change of the line, or a movement of its cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Edit {
    Insert(char),
    /// Pasted text; in one line, line ends become spaces.
    Paste(String),
    Back,
    Delete,
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
    /// Removes the word before the cursor.
    CutWord,
    CutToStart,
    CutToEnd,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Editor {
    text: String,
    /// In bytes, between two letters.
    cursor: usize,
    /// Whether it holds line ends, or one line alone.
    has_lines: bool,
}

impl Editor {
    /// Over several lines of text, with the cursor at its end.
    pub(super) fn of_lines(text: &str) -> Editor {
        Editor { text: text.to_owned(), cursor: text.len(), has_lines: true }
    }

    /// The text as it is.
    pub(super) fn whole(&self) -> &str {
        &self.text
    }

    /// The byte before which the cursor stands.
    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor before this byte, which begins a letter.
    pub(super) fn move_to(&mut self, byte: usize) {
        self.cursor = byte.min(self.text.len());
    }

    /// What was typed, without white space around it.
    pub(super) fn text(&self) -> &str {
        self.text.trim()
    }

    /// Whether nothing was typed at all.
    pub(super) fn is_untouched(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Insert(letter) => self.insert(*letter),
            Edit::Paste(text) if self.has_lines => {
                text.replace("\r\n", "\n").replace('\r', "\n").chars().for_each(|letter| self.insert(letter));
            }
            Edit::Paste(text) => text.chars().for_each(|letter| self.insert(letter)),
            Edit::Back => self.cut(self.before(self.cursor), self.cursor),
            Edit::Delete => self.cut(self.cursor, self.after(self.cursor)),
            Edit::Left => self.cursor = self.before(self.cursor),
            Edit::Right => self.cursor = self.after(self.cursor),
            Edit::WordLeft => self.cursor = self.word_before(),
            Edit::WordRight => self.cursor = self.word_after(),
            Edit::Start => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::CutWord => self.cut(self.word_before(), self.cursor),
            Edit::CutToStart => self.cut(0, self.cursor),
            Edit::CutToEnd => self.cut(self.cursor, self.text.len()),
        }
    }

    fn insert(&mut self, letter: char) {
        let is_line_end = self.has_lines && letter == '\n';
        let letter = if matches!(letter, '\n' | '\r' | '\t') && !is_line_end { ' ' } else { letter };
        if is_line_end || !letter.is_control() {
            self.text.insert(self.cursor, letter);
            self.cursor += letter.len_utf8();
        }
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    /// The place one letter to the left: what has no width belongs to the letter before it.
    fn before(&self, at: usize) -> usize {
        self.text[..at].char_indices().rev().find(|(_, letter)| is_place(*letter)).map_or(0, |(at, _)| at)
    }

    fn after(&self, at: usize) -> usize {
        let mut rest = self.text[at..].char_indices().skip(1);
        rest.find(|(_, letter)| is_place(*letter)).map_or(self.text.len(), |(further, _)| at + further)
    }

    fn word_before(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        before.char_indices().rev().find(|(_, letter)| letter.is_whitespace()).map_or(0, |(at, it)| at + it.len_utf8())
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let begin = rest.len() - rest.trim_start().len();
        rest[begin..].find(char::is_whitespace).map_or(self.text.len(), |end| self.cursor + begin + end)
    }

    /// The part around the cursor that fits in `room` columns, and the column of the cursor in it.
    pub(super) fn shown(&self, room: usize) -> (&str, usize) {
        let room = room.max(1);
        let mut from = self.cursor;
        let mut used = 0;
        for (at, letter) in self.text[..self.cursor].char_indices().rev() {
            // One column stays free for the cursor itself.
            if used + width(letter) > room - 1 {
                break;
            }
            used += width(letter);
            from = at;
        }
        let column = used;
        let mut to = self.cursor;
        for (at, letter) in self.text[self.cursor..].char_indices() {
            if used + width(letter) > room {
                break;
            }
            used += width(letter);
            to = self.cursor + at + letter.len_utf8();
        }
        (&self.text[from..to], column)
    }
}

/// Whether the cursor can stand before this letter. A mark without a width belongs to the letter before it.
fn is_place(letter: char) -> bool {
    width(letter) > 0 || letter == '\n'
}

/// Columns of a letter in a terminal.
pub(super) fn width(letter: char) -> usize {
    console::measure_text_width(letter.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Editor {
        let mut line = Editor::default();
        text.chars().for_each(|letter| line.apply(&Edit::Insert(letter)));
        line
    }

    fn after(text: &str, edits: &[Edit]) -> Editor {
        let mut line = typed(text);
        edits.iter().for_each(|edit| line.apply(edit));
        line
    }

    #[test]
    fn a_line_is_typed_and_corrected_anywhere() {
        let line = after("too cold — größer", &[Edit::WordLeft, Edit::CutWord, Edit::CutWord, Edit::Insert('a')]);
        assert_eq!((line.text(), line.cursor), ("too agrößer", 5));
        let line = after("abc", &[Edit::Start, Edit::Delete, Edit::Right, Edit::Insert('x'), Edit::CutToEnd]);
        assert_eq!(line.text(), "bx");
        let line = after("one two", &[Edit::Left, Edit::CutToStart, Edit::End, Edit::Back, Edit::Back]);
        assert_eq!(line, Editor::default());
        let line = after("one  two", &[Edit::Start, Edit::WordRight, Edit::WordRight, Edit::Insert('!')]);
        assert_eq!(line.text(), "one  two!");
    }

    #[test]
    fn a_letter_and_its_marks_go_together() {
        assert_eq!(after("cafe\u{301}", &[Edit::Back]).text(), "caf");
        assert_eq!(after("e\u{301}x", &[Edit::Start, Edit::Right, Edit::Insert('-')]).text(), "e\u{301}-x");
    }

    #[test]
    fn a_paste_is_one_line_without_controls() {
        assert_eq!(after("", &[Edit::Paste("too cold\r\na bit\u{7} short".into())]).text(), "too cold  a bit short");
    }

    #[test]
    fn a_long_line_shows_the_part_around_its_cursor_and_never_more_than_there_is_room() {
        let mut line = typed("0123456789日本");
        assert_eq!(line.shown(9), ("6789日本", 8));
        line.apply(&Edit::Start);
        assert_eq!(line.shown(5), ("01234", 0));
        for room in 1..40 {
            for _ in 0..13 {
                let (shown, column) = line.shown(room);
                assert!(console::measure_text_width(shown) <= room && column < room, "{room}: {shown:?}");
                line.apply(&Edit::Right);
            }
            line.apply(&Edit::Start);
        }
    }
}
