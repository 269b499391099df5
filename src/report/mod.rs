//! Reports over what is stored.

pub(crate) mod calibration;
pub(crate) mod compare;
pub(crate) mod coverage;
pub(crate) mod dataset;
pub(crate) mod diversity;
pub(crate) mod duplicates;
pub(crate) mod html;
pub(crate) mod interval;
pub(crate) mod outcome;
pub(crate) mod reviewing;
pub(crate) mod scoreboard;
pub(crate) mod stats;
pub(crate) mod trend;
