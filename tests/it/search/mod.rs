//! The search: what of a text counts.

mod form;
