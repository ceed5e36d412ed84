//! What is computed of a whole catalog: its ladders, its matrix, its reports.
#![allow(clippy::unwrap_used, missing_docs)]

mod catalogs;
mod ladder;
mod matrix;
mod report;
