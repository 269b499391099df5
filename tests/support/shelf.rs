//! A folder with a database of known conversations, and the real binary run in it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::path::PathBuf;

use dialoom::domain::conversation::NewConversation;
use dialoom::store::Store;

use super::pty::Pty;
use super::sandbox::{Output, Sandbox};

/// A throwaway folder with a `dialoom.db` in it.
pub struct Shelf {
    sandbox: Sandbox,
}

impl Shelf {
    /// A folder with nothing in it.
    pub fn empty() -> Shelf {
        Shelf { sandbox: Sandbox::new().with_env("DIALOOM_USER", "rita") }
    }

    /// A folder whose database holds these.
    pub async fn with(conversations: &[NewConversation]) -> Shelf {
        let shelf = Shelf::empty();
        let store = shelf.store().await;
        store.add_conversations(conversations).await.unwrap();
        store.close().await;
        shelf
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.sandbox.path()
    }

    /// The database, opened.
    pub async fn store(&self) -> Store {
        Store::open(self.path().join("dialoom.db").to_str().unwrap()).await.unwrap()
    }

    /// Runs dialoom here as user `rita` with nothing on stdin.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.sandbox.run(arguments)
    }

    /// Runs dialoom here as user `rita`, with this on stdin.
    #[track_caller]
    pub fn run_with(&self, arguments: &[&str], stdin: &str) -> Output {
        self.sandbox.command(arguments).stdin(stdin).run()
    }

    /// Runs dialoom here as user `rita` in a terminal of `rows` by `columns`.
    pub fn terminal(&self, arguments: &[&str], size: (u16, u16)) -> Pty {
        Pty::start(&self.path(), arguments, &[("DIALOOM_USER", "rita")], size)
    }
}
