//! Failures outside of the content, and their reasons as the system reports them.

use std::io;

use crate::diagnostic::code::Code;

/// Returns the argument `reason` of a message: the name of a text for common faults of files, or
/// what the system itself reports, in quotation marks.
pub fn reason(error: &io::Error) -> String {
    use io::ErrorKind;
    // Rust has no stable kinds for these (POSIX: ELOOP, EMFILE, ENFILE, EIO; the number of the
    // first depends on the system).
    let special = match error.raw_os_error().filter(|_| cfg!(unix)) {
        Some(40) if cfg!(target_os = "linux") => Some("reason-loop"),
        Some(62) if cfg!(target_vendor = "apple") => Some("reason-loop"),
        Some(23 | 24) => Some("reason-too-many"),
        Some(5) => Some("reason-broken"),
        _ => None,
    };
    let name = special.or(match error.kind() {
        ErrorKind::NotFound => Some("reason-missing"),
        ErrorKind::PermissionDenied => Some("reason-denied"),
        ErrorKind::StorageFull => Some("reason-full"),
        ErrorKind::QuotaExceeded => Some("reason-quota"),
        ErrorKind::ReadOnlyFilesystem => Some("reason-read-only"),
        ErrorKind::IsADirectory => Some("reason-folder"),
        ErrorKind::NotADirectory => Some("reason-no-folder"),
        ErrorKind::InvalidFilename => Some("reason-name"),
        ErrorKind::FileTooLarge => Some("reason-large"),
        ErrorKind::AlreadyExists => Some("reason-there"),
        // The program's own reader of the disk reports a pipe or a device so.
        ErrorKind::Unsupported if error.raw_os_error().is_none() => Some("reason-special"),
        // And a link that leads out of the site's folder so.
        ErrorKind::CrossesDevices if error.raw_os_error().is_none() => Some("reason-outside"),
        ErrorKind::AddrNotAvailable => Some("reason-address"),
        _ => None,
    });
    name.map_or_else(|| format!("“{error}”"), str::to_owned)
}

/// The environment failed: disk, permission, lock, usage. Not a problem of the content.
#[derive(Debug)]
pub struct Failure {
    /// What failed.
    pub code: Code,
    /// Arguments of the message.
    pub args: Vec<(&'static str, String)>,
}

impl Failure {
    /// Makes a failure with the message `code`.
    pub fn new(code: Code) -> Failure {
        Failure {
            code,
            args: Vec::new(),
        }
    }

    /// Makes a failure of the file system at `path`.
    pub fn io(code: Code, path: impl ToString, error: &io::Error) -> Failure {
        Failure::new(code)
            .with("path", path)
            .with("reason", reason(error))
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Failure {
        self.args.push((name, value.to_string()));
        self
    }
}
