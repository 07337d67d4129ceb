//! Names that many articles share, such as tags, authors and parts of figures: each is kept once.
//!
//! The table is the process's own, since names come from files that are read in parallel and from
//! the cache.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use xxhash_rust::xxh3::{Xxh3DefaultBuilder, xxh3_64};

/// A short text of which there is one copy for all that hold it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

/// One of many tables, so that threads seldom wait for each other.
#[derive(Default)]
struct Table {
    names: HashSet<Arc<str>, Xxh3DefaultBuilder>,
    /// When there are this many, those that nobody holds any more are dropped.
    limit: usize,
}

const TABLES: usize = 32;
const FEWEST: usize = 256;

impl Table {
    fn name(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.names.get(text) {
            return known.clone();
        }
        if self.names.len() >= self.limit {
            self.names.retain(|name| Arc::strong_count(name) > 1);
            self.limit = FEWEST.max(2 * self.names.len());
        }
        let name: Arc<str> = text.into();
        self.names.insert(name.clone());
        name
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        static TABLES_OF_NAMES: LazyLock<[Mutex<Table>; TABLES]> = LazyLock::new(Default::default);
        let table = &TABLES_OF_NAMES[(xxh3_64(text.as_bytes()) % TABLES as u64) as usize];
        Name(
            table
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .name(text),
        )
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<String> for Name {
    fn from(text: String) -> Name {
        text.as_str().into()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Name, E> {
                Ok(text.into())
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_once_and_no_longer_than_it_is_held() {
        let first = Name::from("民生");
        assert!(Arc::ptr_eq(&first.0, &Name::from("民生").0));
        let mut table = Table::default();
        let held = table.name("held");
        for i in 0..100_000 {
            table.name(&i.to_string());
        }
        assert!(table.names.len() <= FEWEST, "{}", table.names.len());
        assert!(Arc::ptr_eq(&held, &table.name("held")));
    }
}
