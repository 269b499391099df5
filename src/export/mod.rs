//! Exports conversations in a trainer's shape and format, page by page, so that memory does not grow.
//!
//! [`run`] is the one door. `selection` reads conversations, `talk` cleans them, a shape makes rows of them, and a format
//! turns rows into bytes. `writing` counts, packs and hashes. [`NewFile`] makes a file appear whole or not at all.

mod again;
mod arranged;
mod beside;
mod cleaning;
mod companion;
mod compress;
mod control_tokens;
mod dataset_folder;
mod error;
mod example;
mod exported_ids;
mod facts;
mod file;
mod file_name;
mod findings;
mod folder;
mod formats;
mod groups;
mod held;
mod interrupted;
mod job;
mod json_text;
mod keeping;
mod leftovers;
mod length;
mod metadata;
mod native;
mod near;
mod options;
mod output;
mod pairs;
mod picked;
mod plain_text;
mod progress;
mod recorded;
mod selection;
mod shapes;
mod shaping;
mod split;
mod stratify;
mod system_prompts;
mod talk;
mod temporary;
mod token_count;
mod unfit;
mod verified;
mod verify;
mod writing;

pub use again::{AgainError, Changes, again, changes, other_beside};
pub use arranged::{Arranging, Balance, NotArranged};
pub use cleaning::{Cleaned, Expired, clean_up};
pub use companion::Companion;
pub use control_tokens::{ControlTokens, TokenizerError};
pub use dataset_folder::{ONLY_PART, data_file};
pub use error::ExportError;
pub use exported_ids::ExportedIds;
pub use file::{NewFile, NewFileError};
pub use file_name::stem_and_endings;
pub use folder::NewFolder;
pub use groups::Nearest;
pub use interrupted::{interrupted, mark_interrupted};
pub use job::{Done, Job, run};
pub use keeping::last_seen;
pub use options::{Compression, Options};
pub use output::Target;
pub use picked::{NotPicked, Picking};
pub use progress::{Progress, SoFar};
pub use recorded::{Verifications, asked, repeats, verifications};
pub use selection::{Included, LeftOut, Selection};
pub use split::{GroupBy, Split, SplitError, StaysOut};
pub use token_count::TokenCount;
pub use unfit::Unfit;
pub use verified::note_verified;
pub use verify::{FileState, Newest, Verified, folder_of, verify};
pub use writing::{QualityStats, Summary};

#[cfg(test)]
mod tests;
