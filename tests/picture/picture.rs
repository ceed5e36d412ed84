//! Draws the pictures of the README anew: `cargo run --example picture`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod scenes;

fn main() {
    for (path, svg) in scenes::pictures() {
        std::fs::write(&path, svg).unwrap();
        println!("{}", path.display());
    }
}
