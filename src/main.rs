//! The binary: reads the arguments, then runs a command or opens the screen.

use std::ffi::OsString;
use std::process::ExitCode;

use rolebook::cli::{self, Cli, Exit, Failure};
use rolebook::tui;

fn main() -> ExitCode {
    start().unwrap_or_else(|exit| exit).into()
}

fn start() -> Result<Exit, Exit> {
    // Where that cannot be had, too large a file ends the process, and leaves what was there.
    let _ = tui::survive_large_files();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    cli::speak(&arguments);
    if let Some(exit) = cli::complete() {
        return Ok(exit);
    }
    let cli = Cli::read(arguments)?;
    if let Some(command) = &cli.command {
        return Ok(cli::run(command, &cli));
    }
    if cli.linear || cli::is_dumb() {
        return Ok(cli::linear(&cli));
    }
    cli::require_terminal()?;
    let opened = cli::open(&cli).map_err(Failure::report)?;
    let beginning = tui::Beginning {
        root: opened.root,
        config: opened.config,
        troubles: opened.troubles,
        is_first: opened.is_first,
    };
    match tui::run(beginning).map_err(cli::no_screen)? {
        None => Ok(Exit::Done),
        // Another catalog is opened by another process: this one has threads and signals of the former.
        Some(next) => Err(cli::start_again(&next)),
    }
}
