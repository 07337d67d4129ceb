//! `dateline lsp`: the language server, over standard input and output.

use super::args::Args;
use super::environment::now;
use super::status::Status;
use crate::diagnostic::Failure;
use crate::diagnostic::wording::Wording;
use crate::lsp;

pub(super) fn run(args: &Args, wording: &Wording) -> Result<Status, Failure> {
    let is_orderly = lsp::run(&args.site()?, || now(None), wording)?;
    Ok(if is_orderly {
        Status::Well
    } else {
        Status::Problems
    })
}
