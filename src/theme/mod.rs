//! Templates, assets and wording: the built-in theme under the site's own.
//!
//! A [`Theme`] is what was read: its words and assets are data of pages. [`Templates`] draw them,
//! once it is known what all of them see.

mod builtin;
pub mod copies;
mod engine;
mod face;
mod files;
mod fragments;
pub(crate) mod limits;
mod lint;
mod load;
mod minify;
mod scan;
mod script;
mod style;
mod templates;
mod words;

pub use self::engine::Engine;
pub use self::face::Face;
pub use self::files::Asset;
pub use self::fragments::Here;
pub use self::load::Theme;
pub use self::templates::{Ready, Templates};
