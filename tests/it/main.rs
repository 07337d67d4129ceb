//! The tests that look at the program from outside, in one executable: it is linked once, and the
//! tests of all modules run beside each other. `cargo test --test it golden::` runs those of one
//! module.
//!
//! **Invariant:** no test changes what belongs to the whole process (its folder, environment or
//! limits); the program is run as a child instead. `tests/serve/` stays apart: there a preview has
//! to answer within seconds, and a thousand connections are held.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]
#![expect(clippy::disallowed_methods, reason = "tests set the stage on disk")]

mod agreement;
mod attachments;
mod blocks;
mod bulletin_page;
mod bulletins;
mod charts;
mod clock;
mod colours;
mod docs;
mod document;
mod elder;
mod face;
mod foundation;
mod fuzz;
mod golden;
mod headlines;
mod hostile;
mod import;
mod import_edges;
#[cfg(unix)]
mod inside;
#[cfg(unix)]
mod live_pictures;
mod lsp;
mod markdown;
#[cfg(unix)]
mod meanwhile;
mod menu;
mod messages;
mod mistakes;
mod next;
mod notes;
mod order;
mod own_theme;
mod pictures;
mod printed;
mod properties;
mod reading;
mod scale;
mod search;
mod search_page;
mod series;
mod statics;
mod stories;
mod support;
mod svg;
mod theme;
mod tools;
mod values;
mod why;
