//! Bulletins: period, figures and topics as the front matter gives them.

mod figures;
pub mod numeral;
mod read;
mod span;
mod text;

pub use figures::{Amount, Bulletin, Figure, Part, Topic};
pub(super) use read::read;
pub use span::Span;
pub(super) use text::differing;
