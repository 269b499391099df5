//! The figures of a judge in one line, for its own report and that of a batch.

use crate::engine::Summary;

/// ", 3 with a low mark, none with a serious finding, mean score 9.8 → 7.4".
pub(in crate::cli) fn quality_of(summary: &Summary) -> String {
    let judged = &summary.judged;
    if judged.judged == 0 {
        return String::new();
    }
    let number = |number: u64| if number == 0 { "none".to_owned() } else { number.to_string() };
    let mean = |tenths: u64| tenths as f64 / judged.compared.max(1) as f64 / 10.0;
    let (before, after) = judged.score_tenths;
    format!(
        ", {} with a low mark, {} with a serious finding, mean score {:.1} → {:.1}",
        number(judged.low),
        number(judged.serious),
        mean(before),
        mean(after),
    )
}
