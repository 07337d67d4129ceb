//! The names that a site uses, which its headlines keep whole whatever the list of words says.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::content::copy::is_han;

/// The fewest characters of a name that says anything about where a word ends.
const SHORTEST: usize = 2;

/// The most that one line can be sure to hold.
const LONGEST: usize = 7;

/// Names of Chinese characters, two to seven each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    names: BTreeSet<Box<str>>,
}

impl Names {
    /// Takes the names out of texts: every run of Chinese characters of fitting length.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Names {
        let runs = texts
            .into_iter()
            .flat_map(|text| text.split(|c| !is_han(c)))
            .filter(|run| (SHORTEST..=LONGEST).contains(&run.chars().count()));
        Names {
            names: runs.map(Box::from).collect(),
        }
    }

    /// Returns the bytes of the longest name that `text` starts with.
    pub(super) fn longest(&self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        let mut bytes = [0; 4];
        let from: &str = first.encode_utf8(&mut bytes);
        let from = self
            .names
            .range::<str, _>((Bound::Included(from), Bound::Unbounded));
        let same = from.take_while(|name| name.starts_with(first));
        same.filter(|name| text.starts_with(&***name))
            .map(|name| name.len())
            .max()
    }
}
