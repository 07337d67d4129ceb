//! The safe fixes: the changes that problems offer, put into the bytes of their files.
//!
//! Nothing is written here. A fix may bring the next problem to light, so the site is opened again
//! with the fixed files in the place of those on disk, until no problem offers a change; a file
//! that never comes to rest is left as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::path::SitePath;
use crate::diagnostic::{Diagnostic, Edit, Failure};
use crate::edition::{Edition, Options};

/// How often the site is opened with further fixes.
const ROUNDS: usize = 10;

/// A file before and after.
#[derive(Clone, Debug)]
pub struct Repair {
    /// The file.
    pub path: SitePath,
    /// Its bytes on disk.
    pub old: Vec<u8>,
    /// What should stand there.
    pub new: Vec<u8>,
    /// How many problems the change fixes.
    pub count: usize,
}

/// Fixes all that is sure in the files that `is_wanted` returns true for; also returns the site as
/// it then is.
pub fn plan(
    root: &Path,
    options: &Options,
    is_wanted: &dyn Fn(&SitePath) -> bool,
) -> Result<(Vec<Repair>, Edition), Failure> {
    let mut plan = Plan {
        options: options.clone(),
        repairs: BTreeMap::new(),
        unsettled: BTreeSet::new(),
    };
    let mut round = 0;
    // This ends: after the last round each file with an offer becomes an unsettled one, and offers
    // of those do not count.
    loop {
        let edition = Edition::open(root, &plan.options)?;
        let mut offers = offers(&edition.problems, &plan.unsettled);
        offers.retain(|path, _| is_wanted(path));
        if offers.is_empty() {
            return Ok((plan.changed(), edition));
        }
        for (path, problems) in offers {
            if round < ROUNDS {
                plan.fix(&edition, path, &problems);
            } else {
                plan.give_up(path);
            }
        }
        round += 1;
    }
}

/// The fixes so far.
struct Plan {
    /// What the site is opened with: the fixed files count instead of those on disk.
    options: Options,
    repairs: BTreeMap<SitePath, Repair>,
    /// Files whose problems offer changes, but cannot be fixed by them.
    unsettled: BTreeSet<SitePath>,
}

impl Plan {
    /// Fixes the problems of a file.
    fn fix(&mut self, edition: &Edition, path: &SitePath, problems: &[&Diagnostic]) {
        let Ok(bytes) = edition.source.read(path) else {
            return;
        };
        let (new, count) = apply(&bytes, problems.iter().map(|p| p.fix.as_slice()));
        if count == 0 || new == bytes {
            self.unsettled.insert(path.clone());
        }
        self.options
            .overlay
            .insert(path.clone(), new.clone().into());
        let repair = self.repairs.entry(path.clone()).or_insert_with(|| Repair {
            path: path.clone(),
            old: bytes,
            new: Vec::new(),
            count: 0,
        });
        repair.new = new;
        repair.count += count;
    }

    /// Leaves a file as it is on disk.
    fn give_up(&mut self, path: &SitePath) {
        self.unsettled.insert(path.clone());
        self.repairs.remove(path);
        self.options.overlay.remove(path);
    }

    /// Returns the repairs of the files that change.
    fn changed(self) -> Vec<Repair> {
        let repairs = self.repairs.into_values();
        repairs.filter(|r| r.new != r.old).collect()
    }
}

/// Returns the problems that offer a fix, by file.
fn offers<'a>(
    problems: &'a [Diagnostic],
    unsettled: &BTreeSet<SitePath>,
) -> BTreeMap<&'a SitePath, Vec<&'a Diagnostic>> {
    let mut offers: BTreeMap<&SitePath, Vec<&Diagnostic>> = BTreeMap::new();
    for problem in problems.iter().filter(|p| !p.fix.is_empty()) {
        let Some(span) = &problem.span else { continue };
        if span.file.as_str().starts_with("content/") && !unsettled.contains(&span.file) {
            offers.entry(&span.file).or_default().push(problem);
        }
    }
    offers
}

/// Applies fixes to bytes, each whole or not at all; of two that touch, the first one counts.
pub fn apply<'a>(bytes: &[u8], fixes: impl Iterator<Item = &'a [Edit]>) -> (Vec<u8>, usize) {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for fix in fixes {
        let fits = fix
            .iter()
            .all(|edit| is_inside(edit, bytes) && !taken.iter().any(|other| touch(edit, other)));
        if fits {
            taken.extend(fix);
            count += 1;
        }
    }
    taken.sort();
    let mut new = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for edit in taken {
        let start = (edit.start as usize).max(at);
        new.extend_from_slice(&bytes[at..start]);
        new.extend_from_slice(edit.text.as_bytes());
        at = (edit.end as usize).max(start);
    }
    new.extend_from_slice(&bytes[at..]);
    (new, count)
}

/// Returns true if a change is one of these bytes.
fn is_inside(edit: &Edit, bytes: &[u8]) -> bool {
    edit.start <= edit.end && edit.end as usize <= bytes.len()
}

/// Returns true if two changes overlap, or one starts where the other ends.
fn touch(a: &Edit, b: &Edit) -> bool {
    a.start <= b.end && b.start <= a.end
}
