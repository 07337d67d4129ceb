//! No progress bar, in a program that was built without one.

use crate::base::progress::Progress;
use crate::diagnostic::wording::Wording;

/// The place of a bar.
pub(super) struct Bar;

impl Bar {
    pub(super) fn new(_: &Wording) -> Bar {
        Bar
    }

    pub(super) fn finish(&self) {}
}

impl Progress for Bar {
    fn stage(&self, _: &'static str, _: usize) {}

    fn step(&self) {}
}
