//! How far long work has come, told to whoever shows it.

/// Is told of the work while it is done, from many threads.
pub trait Progress: Sync {
    /// A stage with `total` pieces begins.
    fn stage(&self, name: &'static str, total: usize);
    /// One piece of the stage is done.
    fn step(&self);
}

/// Nobody looks.
impl Progress for () {
    fn stage(&self, _: &'static str, _: usize) {}
    fn step(&self) {}
}
