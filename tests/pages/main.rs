//! Handbook pages in and out: nothing is lost on the way, and what comes out is the page that went in.
#![allow(clippy::unwrap_used, missing_docs)]

mod any;
mod corpus;
mod hostile;
mod shapes;
mod words;
mod written;
