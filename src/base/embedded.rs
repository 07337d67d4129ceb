//! Files that the program carries. The build script lists them.

/// A folder of files in the program: each path below it, `/` between parts, with its bytes, in
/// order of path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Embedded(pub(crate) &'static [(&'static str, &'static [u8])]);

impl Embedded {
    /// Returns the bytes of a file.
    pub(crate) fn get(self, path: &str) -> Option<&'static [u8]> {
        let at = self.0.binary_search_by(|(known, _)| (*known).cmp(path));
        at.ok().map(|at| self.0[at].1)
    }

    /// Returns every file.
    pub(crate) fn iter(self) -> impl Iterator<Item = (&'static str, &'static [u8])> {
        self.0.iter().copied()
    }
}
