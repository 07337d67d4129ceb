//! Bulletins: period, figures and topics as the front matter gives them.

mod date_range;
mod figures;
pub mod numeral;
mod read;
mod text;

pub use date_range::DateRange;
pub use figures::{Amount, Bulletin, Figure, Part, Topic};
pub(super) use read::read;
pub(super) use text::differing;
