//! Words of a text in any script.

use crate::quality::text::Word;
use crate::quality::text::contractions;

/// Equal for equal words (FNV-1a). Both sides of every comparison come from here.
pub(crate) fn word_id(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |id, byte| (id ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Chinese and Japanese write no spaces: each sign counts as a word.
fn is_word_by_itself(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '‘')
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut reader =
        Reader { words: Vec::with_capacity(about_words(text)), lower: String::new(), sentence: 0, first: true };
    let mut letters = text.char_indices().peekable();
    let mut start = None;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let end = at + letter.len_utf8();
        if letter.is_alphanumeric() || is_mark(letter) && start.is_some() {
            if is_word_by_itself(letter) {
                reader.end_word(start.take(), at);
                reader.lower.push(letter);
                reader.end_word(Some(at), end);
            } else {
                start.get_or_insert(at);
                reader.lower.extend(letter.to_lowercase());
            }
            continue;
        }
        let inside = start.is_some() && next.is_some_and(char::is_alphanumeric);
        if inside && is_apostrophe(letter) {
            reader.lower.push('\'');
            continue;
        }
        let after_digit = reader.lower.ends_with(|last: char| last.is_ascii_digit());
        if inside && matches!(letter, '.' | ',') && after_digit && next.is_some_and(|next| next.is_ascii_digit()) {
            reader.lower.push(letter);
            continue;
        }
        reader.end_word(start.take(), at);
        reader.sign(letter, next);
    }
    reader.end_word(start, text.len());
    if let Some(last) = reader.words.last_mut() {
        last.sign_follows = true;
    }
    reader.words
}

/// A text of so many bytes is long: its words are counted beforehand, since a table that has to grow lies in memory twice.
const LONG: usize = 64 * 1024;

/// About how many words a text has.
fn about_words(text: &str) -> usize {
    if text.len() < LONG {
        return text.len() / 5 + 1;
    }
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    // The first byte of the signs of Chinese and Japanese, and of some others.
    let is_sign = |byte: u8| matches!(byte, 0xe3..=0xe9);
    let begins = |before: u8, byte: u8| is_letter(byte) && (!is_letter(before) || is_sign(byte));
    let before = std::iter::once(b' ').chain(text.bytes());
    let words = before.zip(text.bytes()).filter(|(before, byte)| begins(*before, *byte)).count();
    // One in sixteen may be a contraction, where there are apostrophes: one is a byte, or begins so.
    let apostrophes = text.bytes().filter(|byte| matches!(byte, b'\'' | 0xca | 0xe2)).count();
    words + apostrophes.min(words / 16)
}

/// A combining accent belongs to its letter.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

struct Reader {
    words: Vec<Word>,
    /// The word that is read, in lower case.
    lower: String,
    sentence: u32,
    first: bool,
}

impl Reader {
    fn end_word(&mut self, start: Option<usize>, end: usize) {
        let Some(start) = start else { return };
        let lower = std::mem::take(&mut self.lower);
        match contractions::parts(&lower) {
            Some((left, right)) => {
                self.push(start, end, left);
                self.push(start, end, right);
            }
            None => self.push(start, end, &lower),
        }
        self.lower = lower;
        self.lower.clear();
    }

    fn push(&mut self, start: usize, end: usize, lower: &str) {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.words.push(Word {
            start: place(start),
            end: place(end),
            id: word_id(lower),
            sentence: self.sentence,
            first: std::mem::take(&mut self.first),
            sign_follows: false,
            quoted: false,
            number: lower.starts_with(|first: char| first.is_ascii_digit()),
        });
    }

    /// A letter outside words.
    fn sign(&mut self, letter: char, next: Option<char>) {
        if letter.is_whitespace() && letter != '\n' {
            return;
        }
        // "Risk-free" is one word for whoever looks for signs.
        let joins = letter == '-' && next.is_some_and(char::is_alphanumeric);
        if let Some(last) = self.words.last_mut().filter(|_| !joins) {
            last.sign_follows = true;
        }
        let ends = match letter {
            '.' | '!' | '?' | '…' => next.is_none_or(|next| !next.is_alphanumeric()),
            '\n' | '。' | '！' | '？' => true,
            _ => false,
        };
        if ends && !self.first {
            self.sentence += 1;
            self.first = true;
        }
    }
}
