//! The binary: parse the command line, load settings, run, report, exit.

use std::process::ExitCode;

use clap::CommandFactory;
use dialoom::app::App;
use dialoom::cli::{self, Cli};
use dialoom::error::{Exit, Failure};
use dialoom::ui::Ui;

/// Saving many conversations makes small allocations in one thread and frees them in another. The C library's allocator
/// takes a lock for each. SQLite uses this one, too.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    if let Some(exit) = cli::answer_parent().or_else(cli::answer_shell) {
        return exit.into();
    }
    match cli::parse() {
        Ok(cli) => run(cli).into(),
        Err(error) => cli::report_usage(&error).into(),
    }
}

fn run(cli: Cli) -> Exit {
    let ui = Ui::new(cli.global.output_options()).repeating(cli.global.repeated(&Cli::command()));
    let settings = match cli.global.begin(&ui, cli.effect()) {
        Ok(settings) => settings,
        Err(failure) => return ui.failure(&failure),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return ui.failure(&Failure::new("cannot start threads").because(error)),
    };
    let app = App::new(settings, ui);
    let result = runtime.block_on(cli::run(&app, cli));
    let ui = runtime.block_on(app.close());
    // A thread that still waits for a line of stdin must not keep the program running.
    runtime.shutdown_background();
    let exit = result.unwrap_or_else(|failure| ui.failure(&failure));
    cli::end_log(exit);
    exit
}
