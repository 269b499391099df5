//! Imports: the formats of a file.

use crate::domain::word::words;

words! {
    /// The format of an imported file.
    ImportFormat is "format" {
        /// `{"messages":[{"role","content"}]}`: the chat format of OpenAI and of most trainers.
        Messages = "messages",
        /// `{"conversations":[{"from","value"}]}`, and its relatives.
        ShareGpt = "sharegpt",
        /// `{"instruction","input","output","history"}`, and other pairs of question and answer.
        Alpaca = "alpaca",
        /// A table whose cells hold one of the other formats.
        Csv = "csv",
        /// What `export --format json` writes.
        Native = "native",
    }
}
