//! How far an older database is on its way to the newest schema, for whoever waits for it.

use tokio::sync::watch;

/// The migration that runs now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upgrade {
    /// Its place among those that are missing, from 1.
    pub step: usize,
    /// How many are missing.
    pub of: usize,
}

/// Where the migrations say how far they are. A new database says nothing.
pub type Upgrades = watch::Sender<Option<Upgrade>>;

/// Says that the migration at this place begins, counted from 0.
pub(super) fn begins(upgrades: &Upgrades, version: i64, place: usize, of: usize) {
    if version > 0 {
        upgrades.send_replace(Some(Upgrade { step: place + 1, of }));
    }
}
