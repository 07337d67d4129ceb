//! The program: everything is in the library.

use std::process::ExitCode;

/// A sixth of a large build's time goes to allocation with the system's allocator.
#[cfg(feature = "fast")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dateline::cli::main()
}
