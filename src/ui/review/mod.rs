//! The review at a terminal: on a whole screen, or line by line.

mod editor;
mod plain;
mod screen;
mod words;

pub(crate) use plain::Plain;
pub(crate) use screen::{Landed, Look, MakesAnew, Screen};
