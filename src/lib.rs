//! Dateline: a static site generator for a city's news portal.
//!
//! Data flows in one direction; a module uses only those named before it:
//!
//! ```text
//! files ──source──▶ text ──yaml, document──▶ Document ──site──▶ Site ──route──▶ Url → View
//!                                                        │                      │
//!                                                        └── page(site, view) ──▶ Page ──▶ fingerprint ──▶ render
//! ```
//!
//! `open(root)` makes an [`edition::Edition`], a snapshot that nothing changes. A build publishes all of its
//! pages; the preview ([`serve`]) draws the one that is asked for, and swaps in the next edition, which shares
//! what did not change, when a file does. Nothing before `serve` knows of it.
//!
//! A page is plain data and its template sees nothing else, so the fingerprint of a page is complete
//! by construction. Making a million pages to compare their fingerprints would still take a minute, so
//! there is a cheaper look before it: [`page::Reader::reads`] hashes a superset of what a page reads from
//! hashes that the articles have anyway. Debug builds make every page all the same and stop when the
//! cheap look said too little.
//!
//! What is published is written beside the output, as a tree, and moved into place when all of it is there
//! ([`publish`]). What was read of each file is kept for the next run ([`cache`]). Neither changes a byte of
//! what comes out. What is wrong is a [`diagnostic::Diagnostic`], a value drawn later.

pub mod search;
pub mod visible;
pub mod id;
pub mod path;
pub mod code;
pub mod diagnostic;
pub mod source;
pub mod sealed;
pub mod name;
pub mod progress;
pub mod date;
pub mod url;
pub mod yaml;
pub mod svg;
pub mod picture;
pub mod attachment;
pub mod copy;
pub mod policy;
pub mod config;
pub mod document;
pub mod cache;
pub mod site;
pub mod series;
pub mod chart;
pub mod theme;
pub mod feed;
pub mod route;
pub mod links;
pub mod external;
pub mod page;
pub mod render;
pub mod schema;
pub mod reading;
pub mod edition;
pub mod shown;
pub mod repair;
pub mod publish;
pub mod message;
pub mod codes;
pub mod serve;
pub mod cli;
