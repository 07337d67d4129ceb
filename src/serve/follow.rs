//! Makes the next state whenever files change, or when the time has come for an article.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch as current;

use super::news::{News, Report};
use super::state::State;
use super::watch::{Seen, Watch};
use crate::edition::Changes;
use crate::site::Visibility;

/// Time between two looks at the clock: a machine may have slept over the moment of an article.
const TICK: Duration = Duration::from_secs(20);

/// After a change of folders, everything is looked at once more when it has been quiet for this
/// long: the system does not report files that were put into a new folder before it was watched.
const SETTLED: Duration = Duration::from_millis(400);

/// Follows the files of a site.
pub(super) struct Follow {
    pub(super) watch: Watch,
    pub(super) visibility: Visibility,
    pub(super) clock: Box<dyn Fn() -> i64 + Send + Sync>,
    pub(super) report: Report,
}

impl Follow {
    /// Follows until nobody asks for pages any more.
    pub(super) fn run(mut self, states: &current::Sender<Arc<State>>) {
        let mut unsettled = false;
        if let Some(seen) = self.watch.find_links() {
            self.take(states, &seen);
        }
        while !states.is_closed() {
            let state = states.borrow().clone();
            let mut wait = if unsettled { SETTLED } else { TICK };
            if let Some(until) = state.public.site.until {
                let left = u64::try_from(until.saturating_sub((self.clock)())).unwrap_or_default();
                wait = wait.min(Duration::from_secs(left));
            }
            match self
                .watch
                .next(wait, |path| state.public.site.find(path).is_some())
            {
                Some(seen) => {
                    unsettled = seen.has_folders;
                    self.take(states, &seen);
                }
                None if unsettled => {
                    unsettled = false;
                    self.turn(states, &state, &Seen::anything());
                }
                // A folder above the site's was moved, which no system reports.
                None if state.public.source.is_replaced() => {
                    let seen = self.watch.start_again();
                    self.take(states, &seen);
                }
                None if state
                    .public
                    .site
                    .until
                    .is_some_and(|until| until <= (self.clock)()) =>
                {
                    self.turn(states, &state, &Seen::nothing());
                }
                None => {}
            }
        }
    }

    /// Takes up what was seen.
    fn take(&self, states: &current::Sender<Arc<State>>, seen: &Seen) {
        if let Some(reason) = &seen.failure {
            (self.report)(&News::Polling(Some(reason.clone())));
        }
        let state = states.borrow().clone();
        self.turn(states, &state, seen);
    }

    /// Makes the next state and puts it in place of the current one.
    fn turn(&self, states: &current::Sender<Arc<State>>, state: &Arc<State>, seen: &Seen) {
        let visibility = Visibility {
            now: (self.clock)(),
            ..self.visibility
        };
        // A fault of the program that somebody's typing finds must not end the preview.
        let next = catch_unwind(AssertUnwindSafe(|| state.next(visibility, &seen.changes)));
        let Ok(Some(next)) = next else { return };
        let next = Arc::new(next);
        states.send_replace(next.clone());
        let paths = match &seen.changes {
            Changes::Paths(paths) if paths.is_empty() => return (self.report)(&News::Turned),
            Changes::Paths(paths) => paths.iter().cloned().collect(),
            Changes::Unknown => Vec::new(),
        };
        let problems = next.problems.iter();
        let found = problems
            .filter(|p| !state.problems.iter().any(|old| old.says_same(p)))
            .collect();
        let time = seen
            .since
            .map_or(Duration::ZERO, |since: Instant| since.elapsed());
        (self.report)(&News::Changed {
            paths,
            problems: &next.problems,
            found,
            time,
        });
    }
}
