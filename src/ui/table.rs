//! Tables: fitted to a terminal, tab-separated in a pipe.

use comfy_table::{Attribute, CellAlignment, Color, ContentArrangement, presets};
use console::measure_text_width;

use crate::domain::finding::Note;
use crate::domain::status::Status;
use crate::quality;
use crate::ui::output::Ui;
use crate::ui::paint::{Paint, Tone};
use crate::ui::printable::printable;

/// No wide column is made narrower than this.
const NARROWEST: usize = 8;
/// Columns between two columns.
const GAP: usize = 2;

/// A table under construction.
#[derive(Debug)]
pub struct Table {
    headings: Vec<String>,
    wide: Vec<usize>,
    right: Vec<usize>,
    rows: Vec<Vec<Cell>>,
    is_lean: bool,
}

/// A cell: text, and what it means.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    text: String,
    tone: Option<Tone>,
}

impl Cell {
    /// A text in a colour.
    pub(crate) fn toned(text: impl Into<String>, tone: Tone) -> Cell {
        Cell { text: text.into(), tone: Some(tone) }
    }

    /// The findings of a conversation in brief, in the colour of the worst.
    pub(crate) fn checks(findings: &[Note]) -> Cell {
        let worst = findings.iter().map(|note| note.severity).min();
        Cell { text: quality::in_brief(findings), tone: worst.map(Tone::of_finding) }
    }
}

impl Cell {
    /// Stands behind the status of a conversation with a serious finding.
    pub(crate) const SIGN: &str = "!";

    /// The same with a sign that a serious finding stands behind it, and in that colour.
    pub(crate) fn marked(self) -> Cell {
        Cell { text: format!("{} {}", self.text, Cell::SIGN), tone: Some(Tone::Bad) }
    }

    /// Its columns on a terminal.
    pub(crate) fn width(&self) -> usize {
        measure_text_width(&printable(&self.text))
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell { text, tone: None }
    }
}

impl From<Status> for Cell {
    fn from(status: Status) -> Cell {
        Cell { text: status.shown().into(), tone: Tone::of(status) }
    }
}

impl Table {
    /// A table with these headings. In a narrow terminal `wide` columns are cut with an ellipsis; the others never are.
    pub fn new(headings: &[&str], wide: &[usize]) -> Table {
        Table {
            headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
            wide: wide.to_vec(),
            right: Vec::new(),
            rows: Vec::new(),
            is_lean: false,
        }
    }

    /// Leaves out columns that have "-" in every row, where a terminal shows the table. A pipe always has the same ones.
    #[must_use]
    pub fn lean(mut self) -> Table {
        self.is_lean = true;
        self
    }

    /// Aligns these columns to the right.
    #[must_use]
    pub fn right(mut self, columns: &[usize]) -> Table {
        self.right = columns.to_vec();
        self
    }

    /// Adds a row; makes each cell printable, on one line.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) {
        let one_line =
            |cell: Cell| Cell { text: printable(&cell.text).split(['\n', '\t']).collect::<Vec<_>>().join(" "), ..cell };
        let mut row: Vec<Cell> = cells.into_iter().map(|cell| one_line(cell.into())).collect();
        row.resize(self.headings.len(), Cell::default());
        self.rows.push(row);
    }

    /// The table as lines: fitted to the terminal, or tab-separated and uncut where stdout is no terminal.
    ///
    /// Where even cut columns do not fit, each row becomes a block of lines "heading  cell". The lines hold colours:
    /// print them with `out_raw` or [`Table::print`].
    pub fn render(&self, ui: &Ui) -> String {
        if !ui.out_is_terminal() {
            let texts = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
            let lines = std::iter::once(self.headings.clone()).chain(self.rows.iter().map(texts));
            return lines.map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
        }
        if self.is_lean {
            return self.without_empty_columns().render(ui);
        }
        match self.widths(ui.width()) {
            Some(widths) => self.grid(&widths, ui.out_has_color()),
            None => self.blocks(ui.width(), ui.paint()),
        }
    }

    fn without_empty_columns(&self) -> Table {
        let says = |column: &usize| self.rows.iter().any(|row| row[*column].text != "-");
        let kept: Vec<usize> = (0..self.headings.len()).filter(says).collect();
        let places = |columns: &[usize]| {
            kept.iter().enumerate().filter(|(_, column)| columns.contains(column)).map(|(place, _)| place).collect()
        };
        Table {
            headings: kept.iter().map(|column| self.headings[*column].clone()).collect(),
            wide: places(&self.wide),
            right: places(&self.right),
            rows: self.rows.iter().map(|row| kept.iter().map(|column| row[*column].clone()).collect()).collect(),
            is_lean: false,
        }
    }

    /// Prints the table on stdout.
    pub fn print(&self, ui: &Ui) -> Result<(), crate::error::Failure> {
        ui.out_raw(format!("{}\n", self.render(ui)).as_bytes())
    }

    /// The width of each column; `None` where they cannot fit.
    fn widths(&self, room: usize) -> Option<Vec<usize>> {
        let mut widths: Vec<usize> = (0..self.headings.len())
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| Some(&row.get(column)?.text));
                cells.chain(self.headings.get(column)).map(|cell| measure_text_width(cell)).max().unwrap_or(0)
            })
            .collect();
        loop {
            let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
            if total <= room {
                return Some(widths);
            }
            // The widest of those that may shrink does, so that several end up alike.
            let widest = self.wide.iter().copied().filter(|column| widths.get(*column) > Some(&NARROWEST));
            let widest = widest.max_by_key(|column| widths[*column])?;
            widths[widest] = widths[widest].saturating_sub(total - room).max(self.next_below(&widths, widest));
        }
    }

    /// How far the widest column may shrink in one step: to the next widest that may shrink, at least by one.
    fn next_below(&self, widths: &[usize], widest: usize) -> usize {
        let others = self.wide.iter().filter_map(|column| widths.get(*column)).filter(|width| **width < widths[widest]);
        others.max().copied().unwrap_or(NARROWEST).max(NARROWEST).min(widths[widest] - 1)
    }

    fn grid(&self, widths: &[usize], has_color: bool) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Disabled);
        if has_color {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        let align = |column| if self.right.contains(&column) { CellAlignment::Right } else { CellAlignment::Left };
        let drawn = |column: usize, text: &str| {
            comfy_table::Cell::new(console::truncate_str(text, widths[column], "…")).set_alignment(align(column))
        };
        let heading = |(column, text): (usize, &String)| drawn(column, text).add_attribute(Attribute::Bold);
        table.set_header(self.headings.iter().enumerate().map(heading));
        for row in &self.rows {
            table.add_row(row.iter().enumerate().map(|(column, cell)| toned(drawn(column, &cell.text), cell.tone)));
        }
        let last = widths.len().saturating_sub(1);
        for (column, shape) in table.column_iter_mut().enumerate() {
            shape.set_padding((0, if column == last { 0 } else { GAP as u16 }));
        }
        table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    fn blocks(&self, room: usize, paint: Paint) -> String {
        let name_width = self.headings.iter().map(|heading| measure_text_width(heading)).max().unwrap_or(0);
        let indent = " ".repeat(name_width + GAP);
        let options = textwrap::Options::new(room.max(name_width + GAP + NARROWEST)).subsequent_indent(&indent);
        let block = |row: &Vec<Cell>| {
            let pairs = self.headings.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty());
            let line = |(heading, cell): (&String, &Cell)| {
                let name = console::pad_str(heading, name_width + GAP, console::Alignment::Left, None).into_owned();
                let filled = textwrap::fill(&cell.text, options.clone().initial_indent(&name));
                let (name, text) = filled.split_at(name.len().min(filled.len()));
                format!("{name}{}", paint.toned(text, cell.tone))
            };
            pairs.map(line).collect::<Vec<_>>().join("\n")
        };
        self.rows.iter().map(block).collect::<Vec<_>>().join("\n\n")
    }
}

fn toned(cell: comfy_table::Cell, tone: Option<Tone>) -> comfy_table::Cell {
    match tone {
        None => cell,
        Some(Tone::Good) => cell.fg(Color::DarkGreen),
        Some(Tone::Warning) => cell.fg(Color::DarkYellow),
        Some(Tone::Bad) => cell.fg(Color::DarkRed).add_attribute(Attribute::Bold),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::output_options::OutputOptions;

    fn example() -> Table {
        let mut table = Table::new(&["ID", "TITLE", "COST"], &[1]).right(&[2]);
        table.row(["ab12".to_owned(), "A very long title about retirement".to_owned(), "$0.10".to_owned()]);
        table.row(["cd34".to_owned(), "日本の\nanswer\u{1b}[31m".to_owned(), "$12.00".to_owned()]);
        table
    }

    fn on_terminal(width: usize) -> Ui {
        Ui::for_tests(OutputOptions { out_is_terminal: true, width, ..OutputOptions::default() })
    }

    #[test]
    fn a_cell_has_the_colour_of_its_meaning_on_a_terminal_that_shows_it() {
        let mut table = Table::new(&["STATUS", "TITLE"], &[1]);
        table.row([Cell::from(Status::Rejected), "a".to_owned().into()]);
        let options = OutputOptions { out_is_terminal: true, out_has_color: true, ..OutputOptions::default() };
        for width in [80, 8] {
            let text = table.render(&Ui::for_tests(OutputOptions { width, ..options }));
            assert!(text.contains("\u{1b}[38;5;1m") || text.contains("\u{1b}[31m"), "{text:?}");
            assert_eq!(console::strip_ansi_codes(&text).matches("rejected").count(), 1, "{text:?}");
        }
        for plain in
            [OutputOptions { out_has_color: false, ..options }, OutputOptions { out_is_terminal: false, ..options }]
        {
            assert!(!table.render(&Ui::for_tests(plain)).contains('\u{1b}'));
        }
    }

    #[test]
    fn a_piped_table_is_tab_separated_and_uncut() {
        let text = example().render(&Ui::for_tests(OutputOptions { width: 10, ..OutputOptions::default() }));
        let expected = "ID\tTITLE\tCOST\nab12\tA very long title about retirement\t$0.10\ncd34\t日本の answer\t$12.00";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_wide_terminal_shows_every_cell_whole() {
        let expected = "ID    TITLE                                 COST\n\
                        ab12  A very long title about retirement   $0.10\n\
                        cd34  日本の answer                       $12.00";
        assert_eq!(example().render(&on_terminal(80)), expected);
    }

    #[test]
    fn a_narrow_terminal_cuts_the_wide_column_alone() {
        let expected = "ID    TITLE             COST\n\
                        ab12  A very long t…   $0.10\n\
                        cd34  日本の answer   $12.00";
        assert_eq!(example().render(&on_terminal(28)), expected);
    }

    #[test]
    fn a_terminal_too_narrow_for_columns_shows_a_block_for_each_row() {
        let expected = "ID     ab12\nTITLE  A very long\n       title about\n       retirement\nCOST   $0.10\n\n\
                        ID     cd34\nTITLE  日本の answer\nCOST   $12.00";
        assert_eq!(example().render(&on_terminal(20)), expected);
    }

    #[test]
    fn a_lean_table_leaves_out_what_no_row_says_but_for_a_pipe() {
        let mut table = Table::new(&["A", "NAME", "B", "NUMBER"], &[1]).right(&[2, 3]).lean();
        table.row(["-", "one", "-", "2"].map(str::to_owned));
        table.row(["-", "-", "-", "12"].map(str::to_owned));
        assert_eq!(table.render(&on_terminal(40)), "NAME  NUMBER\none        2\n-         12");
        assert_eq!(table.render(&Ui::for_tests(OutputOptions::default())).lines().next(), Some("A\tNAME\tB\tNUMBER"));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in 18..100 {
            let text = example().render(&on_terminal(width));
            assert!(text.lines().all(|line| measure_text_width(line) <= width), "{width}:\n{text}");
        }
    }
}
