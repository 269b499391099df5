//! Which cells a count takes from the axes. A batch keeps the sampling that it began with.

use serde::{Deserialize, Serialize};

use crate::engine::plan::even_pairs::EvenPairs;
use crate::engine::plan::sample::Sample;

/// How a plan with a count or target samples its axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sampling {
    /// Each axis evenly, whatever pairs that makes: that of batches from before pairs were even.
    #[default]
    EvenAxes,
    /// Each axis evenly, and pairs of values as evenly as that allows.
    EvenPairs,
}

impl Sampling {
    /// The cells of axes of these sizes, one after the other without an end.
    pub(super) fn cells(self, sizes: &[usize], seed: u64) -> Box<dyn Iterator<Item = Vec<usize>>> {
        match self {
            Sampling::EvenAxes => {
                let sample = Sample::new(sizes, seed);
                Box::new((0..).map(move |step| sample.cell(step)))
            }
            Sampling::EvenPairs => {
                let mut sample = EvenPairs::new(sizes, seed);
                Box::new(std::iter::from_fn(move || Some(sample.next_cell())))
            }
        }
    }
}
