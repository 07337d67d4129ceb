//! Dateline: a static site generator for a city's news portal.
//!
//! Data flows in one direction:
//!
//! ```text
//! files ──source──▶ text ──content──▶ Document ──site──▶ Site ──route──▶ Url → View
//!                                                        │                     │
//!         render ◀── fingerprint ◀── Page ◀── page(site, view) ────────────────┘
//! ```
//!
//! The modules below are *rooms*, in order: a room uses only rooms named before it, and inside a
//! room no files use each other in a circle. `tests/it/order.rs` holds both. `docs/architecture.md`
//! is the tour.
//!
//! [`edition::Edition::open`] makes a snapshot that nothing changes. A build publishes all of its
//! pages; the preview ([`serve`]) draws the one that is asked for and swaps in the next edition,
//! which shares what did not change. **Invariant:** nothing before `serve` knows of it.
//!
//! A page is plain data and its template sees nothing else. **Invariant:** the fingerprint of a
//! page is complete by construction. Making a million pages to compare fingerprints would still
//! take a minute, so each kind of page also hashes its *dependencies*, a superset of what it reads.
//! Debug builds make every page all the same and stop when the dependencies were incomplete.
//!
//! What is published is written beside the output and moved into place when all of it is there
//! ([`publish`]). What was read of each file is kept for the next run ([`edition::cache`]). Neither
//! changes a byte of the output. What is wrong is a [`diagnostic::Diagnostic`], a value that is
//! worded when it is shown.
//!
//! The enum of pages, [`site::view::View`], stands a room below the code that makes them, since
//! the check of links needs to know what an address shows, not how.

#![cfg_attr(
    not(all(feature = "serve", feature = "lsp", feature = "external")),
    allow(
        dead_code,
        unused_imports,
        reason = "what only a part reads that is left out"
    )
)]

pub mod base;
pub mod diagnostic;
pub mod source;
pub mod picture;
pub mod content;
pub mod theme;
pub mod site;
pub mod search;
pub mod import;
pub mod page;
pub mod edition;
pub mod publish;
#[cfg(feature = "serve")]
pub mod serve;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod cli;
