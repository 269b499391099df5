//! Everything that reaches a terminal: results to stdout, all else to stderr. `println!` lives here alone.

pub(crate) mod act;
pub(crate) mod bars;
mod commands;
pub(crate) mod conversation_view;
mod figures;
mod hang_up;
pub(crate) mod history_view;
mod keyboard;
mod output;
mod output_options;
mod pager;
pub(crate) mod paint;
mod printable;
pub mod progress;
mod prompt;
mod question;
pub(crate) mod review;
mod score_parts;
pub(crate) mod shorten;
mod signals;
mod table;
mod text_editor;
mod waiting;
mod wrap;
mod written;

pub use commands::Repeated;
pub use figures::{count, tokens};
pub(crate) use hang_up::hang_up_is_ignored;
pub use output::{Captured, SAID, Ui};
pub use output_options::{OutputFlags, OutputOptions};
pub use paint::Tone;
pub use printable::printable;
pub(crate) use signals::command_listens;
pub use table::{Cell, Table};
pub use text_editor::{Draft, has_editor};
pub(crate) use written::written;
