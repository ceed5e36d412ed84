//! Writes a large catalog to measure with: `cargo run --release --example generate -- FAMILIES FOLDER`.
//! 300, 5,000 and 20,000 families have 60,000, one million and four million items.
#![allow(clippy::print_stdout, missing_docs)]

#[path = "mod.rs"]
mod generated;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(families), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("say how many families, and a folder for them".into());
    };
    let folder = PathBuf::from(folder);
    let (items, bytes) = generated::write(families.parse()?, &folder)?;
    println!(
        "{items} items, {bytes} bytes of text, in {}",
        folder.display()
    );
    Ok(())
}
