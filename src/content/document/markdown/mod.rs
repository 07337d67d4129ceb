//! Markdown: CommonMark 0.31 with tables, footnotes, struck text, task lists, alerts and ids of
//! headings, typeset for Chinese text.
//!
//! One parse serves three readers: [`analyze`] returns what a document needs of the site and what
//! is wrong with it, [`html`] writes it as HTML, [`words`] reads it for searches. All walk the same
//! list of events, so that they agree on the ids of headings and on what raw HTML loses.
//! `docs/markdown.md` lists where the dialect differs from others.

mod analysis;
mod bare;
mod events;
mod flattened;
mod headings;
mod html;
mod indent;
mod inline;
mod link;
mod literal;
mod lost;
mod media;
mod nest;
mod notes;
mod parse;
mod passages;
mod raw;
mod slips;
mod summary;
mod table;
mod text;
mod tokens;
mod writer;

pub use analysis::{Analysis, Copy, Link, Problem, ProblemKind, analyze, read};
pub use html::html;
pub use link::{Target, is_external};
pub use lost::LostKind;
pub use media::Media;
pub use text::{Words, words};
