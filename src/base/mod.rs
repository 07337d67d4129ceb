//! Values that every room uses: paths, addresses, dates, hashes. No input or output.

pub mod id;
pub(crate) mod name;
pub mod path;
pub mod stray;
pub mod slug;
pub mod url;
pub mod date;
pub mod digest;
pub(crate) mod embedded;
pub mod envelope;
pub(crate) mod html;
pub mod intern;
pub mod gallop;
pub mod visible;
pub mod character;
mod form;
pub(crate) mod steps;
pub mod progress;
