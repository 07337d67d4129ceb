//! How far long work has come.

/// Receives the progress of work while it is done, from many threads.
pub trait Progress: Sync {
    /// Begins a stage with `total` pieces.
    fn stage(&self, name: &'static str, total: usize);
    /// Counts one piece of the stage as done.
    fn step(&self);
}

/// Discards all progress.
impl Progress for () {
    fn stage(&self, _: &'static str, _: usize) {}
    fn step(&self) {}
}
