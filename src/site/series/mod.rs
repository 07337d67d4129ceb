//! Bulletins as data: the runs of series, the rules that their figures obey, and their tables.
//!
//! [`syntax`] reads a rule, [`resolve`] looks up its names, [`rule`] computes it and
//! [`check`](check::check) holds every bulletin to it. [`run`] puts the public bulletins of a
//! series in order; every table, chart and file is made of that.

pub mod check;
mod counts;
pub mod data;
mod explain;
pub mod parse;
mod period;
pub mod request;
pub mod resolve;
pub mod rule;
pub mod run;
pub mod sentence;
pub mod syntax;

pub use check::check;
pub use data::DataFile;
pub use run::{Run, RunEntry, Runs};
