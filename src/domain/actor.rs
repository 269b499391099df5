//! The person who acts.

/// The person that a service acts for; what they make is stored with their name. Every service takes an actor, so that
/// a check of rights has a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    name: String,
}

impl Actor {
    /// The actor with this name.
    pub fn named(name: impl Into<String>) -> Actor {
        Actor { name: name.into() }
    }

    /// The name to store as `created_by` or `updated_by`.
    pub fn name(&self) -> &str {
        &self.name
    }
}
