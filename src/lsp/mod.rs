//! `dateline lsp`: the same problems while typing, with quick fixes, completion, hover and
//! definitions.
//!
//! A change reads the one document anew and checks it against the site as it was last opened. Then,
//! when the editor has nothing to say for a moment, the site is opened again beside all that, with
//! the texts that are open in place of their files, and what `check` would say of them is reported.
//! <https://microsoft.github.io/language-server-protocol/>, 3.17.

mod answer;
mod client;
mod complete;
mod fix;
mod message;
mod news;
mod offer;
pub mod pipe;
mod position;
mod report;
mod server;
mod session;
mod sites;
mod uri;

use std::io::{self, ErrorKind};

use self::pipe::Fault;
use self::server::{Ending, Server};
pub use self::session::Clock;
use self::session::Gone;
pub use self::sites::Start;
use crate::diagnostic::code;
use crate::diagnostic::{Failure, reason};

/// Serves an editor until it goes; returns true if it went as agreed.
pub fn run(start: Start) -> Result<bool, Failure> {
    let pipe = pipe::open().map_err(|e| broken(&e))?;
    let ending = Server::new(start, pipe.sender).serve(&pipe.receiver);
    drop(pipe.receiver);
    if let Ok(Ending::Died) = ending {
        // Nothing more comes, and the end of it may never come.
        return Ok(true);
    }
    // The fault of the pipe is nearer to the cause than the errors that follow from it.
    pipe.threads.join().map_err(|fault| match fault {
        Fault::Pipe(error) => broken(&error),
        Fault::Form(form) => {
            Failure::new(code::INVALID_EDITOR_MESSAGE).with("reason", form.reason())
        }
    })?;
    match ending {
        Ok(Ending::Said(is_agreed)) => Ok(is_agreed),
        Ok(Ending::Died) => Ok(true),
        Err(Gone) => Err(gone()),
    }
}

fn gone() -> Failure {
    Failure::new(code::EDITOR_GONE).with("reason", "reason-editor-gone")
}

fn broken(error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::BrokenPipe => gone(),
        _ => Failure::new(code::EDITOR_GONE).with("reason", reason(error)),
    }
}
