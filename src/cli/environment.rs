//! The clock, variables of the environment, and the memory of the process.

use chrono::{DateTime, Utc};

use crate::base::date::Language;
use crate::diagnostic::Failure;
use crate::diagnostic::code;

/// Reads a variable; `None` if it is not there, empty, or not UTF-8.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read in cli/ only"
)]
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Returns true if a variable is there and not empty.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read in cli/ only"
)]
pub(super) fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// Returns the language of the locale, if it is one that messages are written in.
pub(super) fn locale() -> Option<Language> {
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(variable)?;
    match name.split(['_', '.', '@', '-']).next() {
        Some("zh") => Some(Language::Chinese),
        Some("en") => Some(Language::English),
        _ => None,
    }
}

/// The variable that says what counts as now:
/// <https://reproducible-builds.org/specs/source-date-epoch/>.
const CLOCK: &str = "SOURCE_DATE_EPOCH";

/// Returns true if the environment says what counts as now.
pub(super) fn is_clock_set() -> bool {
    is_set(CLOCK)
}

/// What counts as now, and who says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// Seconds since 1970.
    pub(super) now: i64,
    /// Who says so, as messages name it.
    pub(super) source: &'static str,
}

/// Returns the moment that counts as now: the one given, else that of the environment, else the
/// system's.
#[expect(clippy::disallowed_methods, reason = "the clock is read in cli/ only")]
pub(super) fn clock(given: Option<DateTime<Utc>>) -> Result<Clock, Failure> {
    if let Some(moment) = given {
        return Ok(Clock {
            now: moment.timestamp(),
            source: "option",
        });
    }
    let Some(text) = variable(CLOCK) else {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        return Ok(Clock {
            now: i64::try_from(since.as_secs()).unwrap_or_default(),
            source: "machine",
        });
    };
    // A clock that no calendar can show is no clock.
    text.parse()
        .ok()
        .filter(|seconds| DateTime::from_timestamp(*seconds, 0).is_some())
        .map(|now| Clock {
            now,
            source: "variable",
        })
        .ok_or_else(|| Failure::new(code::INVALID_CLOCK).with("text", text))
}

/// Returns the seconds since 1970 that count as now.
pub(super) fn now(given: Option<DateTime<Utc>>) -> Result<i64, Failure> {
    clock(given).map(|clock| clock.now)
}

/// Returns the most memory that the process held, in bytes, if the system reports it.
pub(super) fn peak_memory() -> Option<u64> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a file of the system, not of the site"
    )]
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim()
        .strip_suffix(" kB")?
        .trim()
        .parse::<u64>()
        .ok()
        .map(|kib| kib * 1024)
}
