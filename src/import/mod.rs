//! Texts from elsewhere, made into drafts.
//!
//! A source is a pure function from text to drafts and remarks. **Invariant:** every character of
//! what is read, white space aside, stands in a draft or in a remark that says what was left out.
//! Nothing is written here: [`Draft::text`] is what a file of the draft holds.

pub mod bulletin;
mod draft;
mod markdown;
mod note;
pub mod page;
mod place;

pub use draft::{Draft, Entry};
pub use note::{Note, Remark, Sort};
pub use place::Places;

/// What was made of a source.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// A draft for each text, in the order of the source.
    pub drafts: Vec<Draft>,
    /// What was decided, guessed or left out, in the order of the source.
    pub remarks: Vec<Remark>,
}
