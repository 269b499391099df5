//! The review line by line: for a small window, a log of the session, or a screen reader.

mod ask;
mod change;
mod decide;
mod keys;
mod list;
mod look;
mod marks;
mod menu;
mod sitting;

pub(crate) use sitting::Plain;
