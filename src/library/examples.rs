//! The example libraries inside the program: an installed one has no folder `examples`.

/// A library to begin with.
#[derive(Debug)]
pub struct Example {
    /// As typed after `init --example`.
    pub name: &'static str,
    /// Its files: the path below the library, and the text.
    pub files: &'static [(&'static str, &'static str)],
}

// Written by build.rs from the folders in `examples/`: `static EXAMPLES: &[Example]`.
include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// All of them, sorted by name.
pub fn examples() -> &'static [Example] {
    EXAMPLES
}
