//! Templates as text: the built-in ones, files, rendering, checking, and what an answer must look like.

mod advice;
pub mod answer;
mod applicable;
mod blanks;
mod bounds;
mod builtin;
mod check;
mod draws;
pub(crate) mod file;
#[cfg(test)]
mod fuzz;
mod includes;
pub(crate) mod prompt;
pub(crate) mod revision;
pub(crate) mod scenario_variation;
mod syntax;
mod system_prompt;
mod values;

pub(crate) use advice::{Habits, advice};
pub(crate) use applicable::{check_applicable, check_value};
pub(crate) use blanks::{Blank, blanks};
pub(crate) use builtin::{builtin, earlier, for_edge_cases};
pub(crate) use check::{Problem, check};
pub use file::TemplateFileError;
pub(crate) use file::is_template_file;
pub(crate) use includes::included;
pub(crate) use prompt::{Directions, Forms};
pub use prompt::{Prompt, PromptError};
pub(crate) use scenario_variation::{LONGEST_WRITTEN, ScenarioToVary};
pub(crate) use system_prompt::{has_placeholder, system_prompt};
