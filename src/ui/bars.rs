//! Histograms of lines, for a terminal of any width.

use console::measure_text_width;

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BarLine {
    pub label: String,
    pub count: u64,
}

/// Lines of at most `width` columns. A bar that stands for anything is never empty.
pub(crate) fn bars(bars: &[BarLine], width: usize) -> Vec<String> {
    let largest = bars.iter().map(|bar| bar.count).max().unwrap_or_default().max(1);
    let digits = largest.to_string().len();
    let labels = bars.iter().map(|bar| measure_text_width(&bar.label)).max().unwrap_or_default().max(4);
    let room = width.saturating_sub(digits + labels + 3).clamp(1, 50) as u64;
    let line = |bar: &BarLine| {
        // u128: a count times the room must not run over.
        let length = (u128::from(bar.count) * u128::from(room)).div_ceil(u128::from(largest)) as usize;
        let line = format!("{:>labels$}  {:>digits$} {}", bar.label, bar.count, "█".repeat(length));
        line.trim_end().to_owned()
    };
    bars.iter().map(line).collect()
}

/// A titled block of lines.
pub(crate) type Block = (&'static str, Vec<String>);

/// Blocks beside each other, each `width` columns wide.
pub(crate) fn beside(blocks: &[Block], width: usize) -> Vec<String> {
    let height = blocks.iter().map(|(_, lines)| lines.len()).max().unwrap_or_default() + 1;
    let line = |at: usize| {
        let part = |(title, lines): &Block| {
            let text = if at == 0 { title } else { lines.get(at - 1).map_or("", String::as_str) };
            format!("{text}{}", " ".repeat(width.saturating_sub(measure_text_width(text))))
        };
        blocks.iter().map(part).collect::<String>().trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_fit_the_width_and_the_smallest_is_seen() {
        let bar = |label: &str, count| BarLine { label: label.to_owned(), count };
        let lines = bars(&[bar("0", 0), bar("6", 1), bar("10", 1000)], 30);
        assert_eq!(lines, ["   0     0", "   6     1 █", &format!("  10  1000 {}", "█".repeat(19))]);
        assert!(bars(&[bar("1", u64::MAX)], 1)[0].ends_with('█'));
        assert_eq!(bars(&[], 80), Vec::<String>::new());
    }

    #[test]
    fn blocks_of_different_heights_stand_beside_each_other() {
        let blocks = [("One", vec!["a █".to_owned()]), ("Two", vec!["b".to_owned(), "c".to_owned()])];
        assert_eq!(beside(&blocks, 6), ["One   Two", "a █   b", "      c"]);
    }
}
