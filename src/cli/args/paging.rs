//! Whether a long result goes through a pager.

/// The flag of commands that show long texts.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Paging {
    /// Print a long result at once, without a pager (DIALOOM_PAGER, PAGER, else less)
    #[arg(long)]
    no_pager: bool,
}

impl Paging {
    /// Whether a pager may be used.
    pub fn is_wanted(self) -> bool {
        !self.no_pager
    }
}
