//! The review at a terminal: shows conversations, reads single keys.

mod editor;
mod keys;
mod screen;
mod words;

pub(crate) use screen::Screen;
