//! One article or standing page: its front matter, typed, and what its body needs of the site.
//!
//! The body itself is not kept. A document holds where it starts and a hash of it, and what other
//! pages and the link check read: summary, links, heading ids.

pub mod bulletin;
pub mod byline;
pub mod cjk;
pub mod front_matter;
pub mod keys;
pub mod markdown;
mod model;
mod reference;
mod topic;
mod warnings;

pub use bulletin::Bulletin;
pub use byline::Credit;
pub use front_matter::{parse, place_of};
pub(crate) use front_matter::{slug_of, yaml_of};
pub(crate) use model::user_name;
pub use model::{
    Body, Correction, Dateline, Details, Document, Image, Made, NEWS_SECONDS, Original, Print,
    Withheld,
};
pub use reference::Reference;
pub use topic::{Block, Holding, Topic};
