//! How long each stage of the opening takes.

use std::time::{Duration, Instant};

/// Measures one stage after the other.
pub(super) struct Clock {
    last: Instant,
    /// The stages so far.
    pub(super) stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    /// Starts the first stage.
    pub(super) fn start() -> Clock {
        Clock {
            last: Instant::now(),
            stages: Vec::new(),
        }
    }

    /// Ends a stage, which started when the one before it ended.
    pub(super) fn mark(&mut self, stage: &'static str) {
        self.stages.push((stage, self.last.elapsed()));
        self.last = Instant::now();
    }
}
