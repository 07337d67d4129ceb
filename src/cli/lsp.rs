//! `dateline lsp`: the language server, over standard input and output.

use super::args::Args;
use super::environment::now;
use super::status::Status;
use crate::base::date::Language;
use crate::diagnostic::Failure;
use crate::lsp::{self, Start};

/// Serves an editor, in the language that was asked for or else that of the site.
pub(super) fn run(args: &Args, language: Option<Language>) -> Result<Status, Failure> {
    let start = Start {
        root: args.root.clone(),
        here: std::env::current_dir().ok(),
        clock: || now(None),
        language,
    };
    Ok(if lsp::run(start)? {
        Status::Well
    } else {
        Status::Problems
    })
}
