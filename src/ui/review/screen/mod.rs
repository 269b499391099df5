//! The review on a whole screen: a pure state machine, views of it, and a thin loop that carries out its effects.

mod anew;
mod carry_out;
mod change;
mod differences;
mod effect;
mod facts;
mod help;
mod layout;
mod pair;
mod press;
mod press_anew;
mod press_change;
mod press_list;
mod press_pair;
mod press_source;
mod progress;
mod said;
#[cfg(test)]
mod sample;
mod scrolled;
mod sitting;
mod source_pane;
mod state;
mod terminal;
#[cfg(test)]
mod tests;
mod theme;
mod turn;
mod typed;
mod view;

pub(crate) use sitting::{Look, Screen};
