//! The progress bar: on a terminal, for work that takes over half a second.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::stderr_is_terminal;
use crate::base::progress::Progress;
use crate::diagnostic::wording::Wording;

/// Work that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar with stage, count, rate and time left.
pub(super) struct Bar<'a> {
    wording: &'a Wording,
    start: Instant,
    bar: ProgressBar,
    steps: AtomicU64,
    shown: Mutex<bool>,
}

impl<'a> Bar<'a> {
    /// Makes a bar that is not shown yet.
    pub(super) fn new(wording: &'a Wording) -> Bar<'a> {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let left = wording.say("progress-left", &[]);
        let template =
            format!("{{msg}} {{wide_bar}} {{human_pos}}/{{human_len}} {{per_sec}} {left} {{eta}}");
        // A template that cannot be read leaves the plain bar.
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Bar {
            wording,
            start: Instant::now(),
            bar,
            steps: AtomicU64::new(0),
            shown: Mutex::new(!stderr_is_terminal()),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn show_late(&self) {
        if self.start.elapsed() < PATIENCE {
            return;
        }
        if let Ok(mut shown) = self.shown.try_lock()
            && !*shown
        {
            *shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Progress for Bar<'_> {
    fn stage(&self, name: &'static str, total: usize) {
        self.bar.reset();
        self.steps.store(0, Ordering::Relaxed);
        self.bar.set_length(total as u64);
        self.bar
            .set_message(self.wording.say(&format!("stage-{name}"), &[]));
        self.show_late();
    }

    fn step(&self) {
        // A million steps are counted; a few of them are shown.
        let steps = self.steps.fetch_add(1, Ordering::Relaxed) + 1;
        if steps.is_multiple_of(16) {
            self.bar.set_position(steps);
            self.show_late();
        }
    }
}
