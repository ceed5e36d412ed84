//! What a user sees and can do, driven by key scripts against the app core.
#![allow(clippy::unwrap_used, missing_docs)]

mod driver;

use driver::Driver;

#[test]
fn look() {
    let mut d = Driver::new(80, 24);
    println!("{}", d.screen());
    d.keys("/ 'itil'");
    println!("{}", d.screen());
    d.resize(160, 50);
    println!("{}", d.screen());
    d.keys("Enter");
    println!("{}", d.screen());
    d.resize(80, 24);
    println!("{}", d.screen());
    d.keys("e ' and more'");
    println!("{}", d.screen());
    d.keys("Enter");
    println!("{}", d.screen());
    d.keys("r Tab '9'");
    println!("{}", d.screen());
    d.keys("Esc");
    println!("{}", d.screen());
    d.keys("d ?");
    println!("{}", d.screen());
    d.keys("Esc : 'und'");
    println!("{}", d.screen());
    d.keys("Esc q");
    println!("{}", d.screen());
    d.resize(50, 20);
    println!("{}", d.screen());
}
