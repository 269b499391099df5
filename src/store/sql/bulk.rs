//! Many rows in one statement, in few shapes, so that each statement is prepared once and reused.

use crate::store::sql::statement::Statement;
use crate::store::sql::value::Value;

/// The numbers of rows a statement may hold. Few shapes keep the cache of prepared statements small. Powers of two keep
/// the number of statements small: 50 rows take three. The largest shape at 25 columns stays far below SQLite's limit
/// of 32,766 values.
const SHAPES: [usize; 9] = [256, 128, 64, 32, 16, 8, 4, 2, 1];

/// Cuts rows into pieces with these lengths, in order, the longest first.
pub(crate) fn in_shapes<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    in_shapes_up_to(SHAPES[0], rows)
}

/// Like [`in_shapes`], with at most `most` rows in a piece: for rows of many or large values.
pub(crate) fn in_shapes_up_to<T>(most: usize, rows: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let length = SHAPES.into_iter().find(|shape| *shape <= rest.len().min(most))?;
        let (piece, behind) = rest.split_at(length);
        rest = behind;
        Some(piece)
    })
}

/// Cuts values for `IN (…)` into as few pieces as these lengths allow: the last one repeats its last value to fill up.
/// A statement costs more than a repeated value.
pub(crate) fn in_filled_shapes<T: Clone>(values: &[T]) -> impl Iterator<Item = Vec<T>> {
    values.chunks(SHAPES[0]).map(|some| {
        let mut filled = some.to_vec();
        if let Some(last) = some.last() {
            filled.resize(some.len().next_power_of_two(), last.clone());
        }
        filled
    })
}

impl Statement {
    /// Adds `(…), (…)`: a list of placeholders for each row.
    pub(crate) fn bind_rows<T, const COLUMNS: usize>(
        &mut self,
        rows: &[T],
        values: impl Fn(&T) -> [Value; COLUMNS],
    ) -> &mut Statement {
        for (place, row) in rows.iter().enumerate() {
            if place > 0 {
                self.push(", ");
            }
            self.bind_list(values(row));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_into_few_shapes_and_none_is_lost() {
        let rows: Vec<u32> = (0..1007).collect();
        let pieces: Vec<&[u32]> = in_shapes(&rows).collect();
        assert_eq!(pieces.concat(), rows);
        assert!(pieces.iter().all(|piece| SHAPES.contains(&piece.len())));
        // 768 + 128 + 64 + 32 + 8 + 4 + 2 + 1
        assert_eq!(pieces.len(), 10);
        assert_eq!(in_shapes::<u32>(&[]).count(), 0);
    }

    #[test]
    fn values_fill_up_the_last_shape() {
        let values: Vec<u32> = (0..256 + 33).collect();
        let pieces: Vec<Vec<u32>> = in_filled_shapes(&values).collect();
        assert_eq!(pieces.iter().map(Vec::len).collect::<Vec<_>>(), [256, 64]);
        let mut all = pieces.concat();
        all.dedup();
        assert_eq!(all, values);
        assert_eq!(in_filled_shapes::<u32>(&[]).count(), 0);
    }
}
