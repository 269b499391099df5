//! The review at a terminal: conversations go out, single keys come in.

mod editor;
mod keys;
mod screen;
mod words;

pub(crate) use screen::Screen;
