//! The review at a terminal: on a whole screen, or line by line.

mod alike;
mod beside;
mod editor;
mod find;
mod hanging;
mod info;
mod list;
mod makes_anew;
mod plain;
mod screen;
mod source;
mod words;

pub(crate) use makes_anew::{Landed, MakesAnew};
pub(crate) use plain::Plain;
pub(crate) use screen::{Look, Screen};
pub(crate) use words::score_change;
