//! Lines of text, each with the column at which it goes on below itself.

use textwrap::{Options, wrap};

/// No line is wrapped to fewer columns.
const NARROWEST: usize = 20;

/// A line of text, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hanging {
    text: String,
    /// Blanks before what did not fit.
    indent: usize,
}

impl Hanging {
    /// A narrow window keeps at least half its columns for words: a deeper `indent` is shorter there.
    pub(super) fn new(text: impl Into<String>, indent: usize) -> Hanging {
        Hanging { text: text.into(), indent }
    }

    pub(super) fn blank() -> Hanging {
        Hanging::new("", 0)
    }
}

/// The lines wrapped to a width.
pub(super) fn wrapped(lines: &[Hanging], columns: usize) -> Vec<String> {
    let columns = columns.max(NARROWEST);
    let wrapped = |line: &Hanging| {
        let indent = " ".repeat(line.indent.min(columns / 2));
        let rows = wrap(&line.text, Options::new(columns).subsequent_indent(&indent));
        rows.into_iter().map(|row| row.trim_end().to_owned()).collect::<Vec<_>>()
    };
    lines.iter().flat_map(wrapped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_stands_below_the_column_it_belongs_to() {
        let lines = [Hanging::new("  name  one two three four", 8), Hanging::blank(), Hanging::new("end", 0)];
        assert_eq!(wrapped(&lines, 20), ["  name  one two", "        three four", "", "end"]);
        assert_eq!(wrapped(&lines, 5), wrapped(&lines, 20));
    }
}
