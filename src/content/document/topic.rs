//! What a topic page (专题) gathers.

use serde::{Deserialize, Serialize};

use super::reference::Reference;
use crate::base::date::Moment;
use crate::base::id::{CategoryId, ColumnId, SeriesId};
use crate::content::config::Config;

/// What a topic page (专题) gathers below its introduction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// The moment from which on the home page no longer leads to it.
    pub until: Option<Moment>,
    /// Its blocks in the order written.
    pub blocks: Box<[Block]>,
}

impl Topic {
    /// Returns true if it is open at a moment, in seconds since 1970.
    pub fn is_open(&self, now: i64) -> bool {
        self.until.is_none_or(|until| now < until.utc)
    }
}

/// A block of a topic page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Heading.
    pub title: Box<str>,
    /// What it holds.
    pub holds: Holding,
    /// How many of a list it shows at most.
    pub limit: u8,
}

impl Block {
    /// Returns true if the list that it holds is one of the site's: one from a damaged cache may
    /// not be.
    pub fn is_sound(&self, config: &Config) -> bool {
        match self.holds {
            Holding::Category(id) => config.categories.get(id).is_some(),
            Holding::Column(id) => config.columns.get(id).is_some(),
            Holding::Series(id) => config.series.get(id).is_some(),
            Holding::Picked(_) | Holding::Tag(_) => true,
        }
    }
}

/// What a block of a topic page holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Holding {
    /// Articles that were picked, by their paths as written.
    Picked(Box<[Reference]>),
    /// The newest of a category.
    Category(CategoryId),
    /// The newest of a column.
    Column(ColumnId),
    /// The newest bulletins of a series.
    Series(SeriesId),
    /// The newest with a tag.
    Tag(Reference),
}
