//! The safe fixes: what problems offer to mend, put into the files' bytes until nothing is left to
//! mend.
//!
//! Nothing is written here. Mending one thing may bring the next to light, so the site is opened
//! again with the mended files in the place of those on disk, until all is quiet; a file that never
//! gets quiet is left as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Edit, Failure};
use crate::edition::{Edition, Options};

/// How often the site is looked at again.
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
    /// How many problems that mends.
    pub count: usize,
}

/// Mends everything that can be mended for certain; also returns the site as it then is.
pub fn plan(root: &Path, options: &Options) -> Result<(Vec<Repair>, Edition), Failure> {
    let mut options = options.clone();
    let mut repairs: BTreeMap<SitePath, Repair> = BTreeMap::new();
    let mut restless = BTreeSet::new();
    for round in 0.. {
        let edition = Edition::open(root, &options)?;
        let offers: BTreeMap<&SitePath, Vec<&Diagnostic>> = offers(&edition.problems, &restless);
        if offers.is_empty() {
            return Ok((
                repairs.into_values().filter(|r| r.new != r.old).collect(),
                edition,
            ));
        }
        for (path, problems) in offers {
            if round >= ROUNDS {
                restless.insert(path.clone());
                repairs.remove(path);
                options.overlay.remove(path);
                continue;
            }
            let Ok(bytes) = edition.source.read(path) else {
                continue;
            };
            let (new, count) = apply(&bytes, problems.iter().map(|p| p.fix.as_slice()));
            if count == 0 || new == bytes {
                restless.insert(path.clone());
            }
            options.overlay.insert(path.clone(), new.clone().into());
            let repair = Repair {
                path: path.clone(),
                old: bytes,
                new: Vec::new(),
                count: 0,
            };
            let repair = repairs.entry(path.clone()).or_insert(repair);
            repair.new = new;
            repair.count += count;
        }
    }
    // The loop ends by returning: a restless file is looked at once only.
    Err(Failure::new(code::UNREADABLE_FOLDER).with("path", root.display()))
}

/// Gathers by file the problems that offer a fix.
fn offers<'a>(
    problems: &'a [Diagnostic],
    restless: &BTreeSet<SitePath>,
) -> BTreeMap<&'a SitePath, Vec<&'a Diagnostic>> {
    let mut offers: BTreeMap<&SitePath, Vec<&Diagnostic>> = BTreeMap::new();
    for problem in problems.iter().filter(|p| !p.fix.is_empty()) {
        let Some(span) = &problem.span else { continue };
        if span.file.as_str().starts_with("content/") && !restless.contains(&span.file) {
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
        let is_inside = |e: &Edit| e.start <= e.end && e.end as usize <= bytes.len();
        let touches = |a: &Edit, b: &Edit| a.start <= b.end && b.start <= a.end;
        if fix
            .iter()
            .all(|e| is_inside(e) && !taken.iter().any(|t| touches(t, e)))
        {
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
