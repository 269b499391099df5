//! Two breakdowns as a grid: approved of all in each cell.

use std::collections::{HashMap, HashSet};

use crate::report::stats::Grid;
use crate::store::GridCell;
use crate::ui::{Cell, Table, Tone};

/// The sign of a cell without conversations, and the one behind a cell without an approved one.
const EMPTY: &str = "–";
const UNAPPROVED: &str = "!";

/// What the signs mean.
pub(super) const LEGEND: &str = "each cell: approved of all; – has none, ! has none approved";

/// Different values in the order of their first cell.
fn values(cells: &[GridCell], value: fn(&GridCell) -> &str) -> Vec<&str> {
    let different: HashSet<&str> = cells.iter().map(value).collect();
    let mut found: Vec<&str> = different.into_iter().collect();
    found.sort_by_cached_key(|name| (name.to_lowercase(), *name));
    found
}

fn named(name: &str) -> String {
    if name.is_empty() { "(none)".to_owned() } else { name.to_owned() }
}

/// One row a value of the first breakdown, one column a value of the second.
pub(super) fn table(grid: &Grid) -> Table {
    let (rows, columns) = (values(&grid.cells, |cell| &cell.row), values(&grid.cells, |cell| &cell.column));
    let headings: Vec<String> =
        std::iter::once(grid.rows.as_str().to_uppercase()).chain(columns.iter().map(|name| named(name))).collect();
    let all: Vec<usize> = (0..headings.len()).collect();
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let mut table = Table::new(&headings, &all).right(&all[1..]);
    let at: HashMap<(&str, &str), &GridCell> =
        grid.cells.iter().map(|cell| ((&*cell.row, &*cell.column), cell)).collect();
    for row in rows {
        let cells = columns.iter().map(|column| shown(at.get(&(row, *column)).copied()));
        table.row(std::iter::once(Cell::from(named(row))).chain(cells));
    }
    table
}

fn shown(cell: Option<&GridCell>) -> Cell {
    match cell {
        None => Cell::toned(EMPTY, Tone::Bad),
        Some(cell) if cell.approved == 0 => {
            Cell::toned(format!("0/{} {UNAPPROVED}", cell.conversations), Tone::Warning)
        }
        Some(cell) => format!("{}/{}", cell.approved, cell.conversations).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Breakdown;
    use crate::ui::{OutputOptions, Ui};

    #[test]
    fn empty_and_unapproved_cells_have_signs() {
        let cell = |row: &str, column: &str, conversations, approved| GridCell {
            row: row.into(),
            column: column.into(),
            conversations,
            approved,
            rejected: 0,
            mean_quality: None,
        };
        let cells = vec![cell("b", "x", 3, 1), cell("A", "y", 2, 0), cell("", "x", 1, 1)];
        let grid = Grid { rows: Breakdown::Persona, columns: Breakdown::Emotion, cells };
        let text = table(&grid).render(&Ui::for_tests(OutputOptions::default()));
        assert_eq!(text, "PERSONA\tx\ty\n(none)\t1/1\t–\nA\t–\t0/2 !\nb\t1/3\t–");
        let options =
            OutputOptions { out_is_terminal: true, out_has_color: true, width: 60, ..OutputOptions::default() };
        let colored = table(&grid).render(&Ui::for_tests(options));
        assert!(colored.contains("\u{1b}[") && colored.contains("0/2 !"), "{colored}");
    }
}
