//! What each key does.

use crate::ui::review::hanging::Hanging;
use crate::ui::review::screen::scrolled::Scrolled;

/// The column of what a key does.
const COLUMN: usize = 15;

/// The help, as text that scrolls.
pub(super) fn pages(columns: usize) -> Scrolled {
    Scrolled::new("Keys", lines(HELP), columns)
}

/// The keys of the list, which leads on afterwards.
pub(super) fn of_list(columns: usize) -> Scrolled {
    let mut pages = Scrolled::new("Keys of the list", lines(LIST), columns);
    pages.is_over_list = true;
    pages
}

fn lines(help: &str) -> Vec<Hanging> {
    help.lines().map(|line| Hanging::new(line, COLUMN)).collect()
}

const LIST: &str = "\
Mark
  Space        mark this row, or take its mark back
  A            mark all rows; where all are marked, none
Decide about all marked rows; it asks first, and says how many were not opened
  a            approve for training
  r            reject, with one reason for all
  b            send back for revision, with one note for all
  u            undo the last act, all of its conversations at once
Go
  Enter        read this row; l leads back to the list
  j k          a row; the arrows and the mouse wheel do the same
  PgDn PgUp    a page
  g G          the first row, the last one
  Esc, l       back to the text
  q            quit; everything decided so far is kept";

const HELP: &str = "\
Decide
  a            approve for training
  r            reject, with a reason
  b            send back for revision, with a note
  R            reopen a rejected one, with a reason
  s            skip: leave it as it is
  u            undo the last act; again for the one before
Change
  e            edit the text in $VISUAL or $EDITOR
  E            edit one turn here: that of the finding Tab stands at, else the first whole one
  N            write a note about it; i shows the notes
  T            put a tag on it; -word takes one off
  d            delete; u brings it back
  G            let a model write it anew, by a note or by its findings, while you go on
Why
  1 to 9       the reason with this number ([review] reasons in dialoom.toml)
  Enter        the last reason once more
  any text     a reason of your own; Enter saves it, Esc cancels
Read
  Space, PgDn  a page further
  PgUp         a page back
  j k          a line; the arrows and the mouse wheel do the same
  g End        the start, the end
  Tab          the next finding; Shift-Tab the one before
  /            search in the text; Enter the next match, Backspace the one before
  S            its source: the text that it rests on, in a wide window beside it
  D            beside it, the old version or the near-duplicate; Tab the next difference
Go
  n p          the next conversation, the previous one
  o            open a conversation by its id; Enter alone the new version that came back
  l            the list of what waits: Space marks, A marks all, one decision for all marked
  i            what is known about it: metadata, prompt, calls, history
Leave
  q            quit; everything decided so far is kept (Ctrl-C does the same)
  Ctrl-Z       stop; the shell's fg continues
  Ctrl-L       draw the screen again";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_cut_in_the_smallest_window() {
        for (pages, help) in [(pages(60), HELP), (of_list(60), LIST)] {
            assert!(pages.lines.iter().all(|line| console::measure_text_width(line) <= 60), "{:?}", pages.lines);
            // A line may end at a hyphen, so white space does not count.
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            assert_eq!(letters(&pages.lines.concat()), letters(help));
        }
    }
}
