//! The binary: arguments, then the terminal.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use rolebook::config::Config;

fn main() -> ExitCode {
    let root = std::env::args_os()
        .nth(1)
        .map_or_else(|| ".".into(), PathBuf::from);
    let complaint = if rolebook::tui::is_terminal() {
        let config = Config::default();
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let theme = config.theme(no_color, &std::env::var("TERM").unwrap_or_default());
        match rolebook::tui::run(root, &config, theme) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(error) => (format!("rolebook: {error}\n"), 1),
        }
    } else {
        let text = "rolebook needs a terminal; without one, use `rolebook list`, `rolebook show ADDRESS` or \
                    `rolebook search WORDS`.\n";
        (text.to_owned(), 2)
    };
    let _ = std::io::stderr().write_all(complaint.0.as_bytes());
    ExitCode::from(complaint.1)
}
