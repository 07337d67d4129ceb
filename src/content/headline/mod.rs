//! Where a Chinese headline may be broken into lines: between words, and where its editor says.
//!
//! Browsers break Chinese text between any two characters. A headline is set large and in few
//! lines, so that a word cut in two is seen at once. The program therefore finds the words and
//! keeps each in an element that is not broken. What is needed for it is small: a list of words
//! (`words`), the names that the site itself uses ([`Names`]), and the habits of newspapers
//! (`units`): a number stays with what it counts, a short title of a book in one piece, a single
//! character with its neighbour.
//!
//! **Invariant:** where a headline breaks depends on its file, `site.yaml` and the program, and on
//! no other article: a new tag elsewhere never has a page drawn again.

mod line;
mod names;
mod segment;
mod title;
mod units;
mod wish;
mod words;

pub use names::Names;
pub use title::{Size, Title};
pub use wish::{BAR, looks_shown, plain};
