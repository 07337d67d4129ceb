//! The search index: what is in its files, which of them an edit rewrites, and that it finds every
//! string. [`decoder`] reads the files as the script does, from their description.

mod decoder;
mod edits;
mod form;
mod found;
