//! Who acts.

/// The person something is done for; their name stands with what they made. Every service asks for one, so that rights
/// have a place to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    name: String,
}

impl Actor {
    /// Whoever goes by this name.
    pub fn named(name: impl Into<String>) -> Actor {
        Actor { name: name.into() }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }
}
