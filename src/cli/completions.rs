//! `dateline completions`: what a shell needs to complete commands, options and paths.

use clap_complete::{Generator, Shell};

use super::args;
use super::status::Status;
use super::terminal::print;
use crate::diagnostic::wording::Wording;
use crate::diagnostic::{Failure, code};

pub(super) fn run(shell: Shell, wording: &Wording) -> Result<Status, Failure> {
    let mut command = args::command(wording);
    command.set_bin_name("dateline");
    command.build();
    let mut script = Vec::new();
    shell
        .try_generate(&command, &mut script)
        .map_err(|e| Failure::io(code::UNWRITABLE_FILE, shell, &e))?;
    print(&String::from_utf8_lossy(&script));
    Ok(Status::Well)
}
