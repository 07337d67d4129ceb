//! Places in the lists of a site, each of a type of its own: one is never taken for that of a
//! different list.
//!
//! They are kept counted from 1, so that one that may be missing takes no more room.

use std::fmt;
use std::marker::PhantomData;
use std::num::NonZero;
use std::ops::{Deref, DerefMut, Index, IndexMut};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// The place of an item in its list.
pub trait Id: Copy {
    /// Returns it as an index, from 0.
    fn index(self) -> usize;
    /// Makes it of an index. Beyond the largest that it holds it is that one: no list of a site is
    /// so long.
    fn from_index(index: usize) -> Self;
}

macro_rules! ids {
    ($($(#[$about:meta])* $name:ident($number:ty);)*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(NonZero<$number>);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.index())
            }
        }

        impl Id for $name {
            fn index(self) -> usize {
                self.0.get() as usize - 1
            }

            fn from_index(index: usize) -> $name {
                $name(NonZero::<$number>::MIN.saturating_add(<$number>::try_from(index).unwrap_or(<$number>::MAX)))
            }
        }
    )*};
}

ids! {
    /// A document, public or not: documents stand in order of path.
    DocumentId(u32);
    /// A public article: articles stand in order of time, oldest first.
    ArticleId(u32);
    /// A standing page.
    PageId(u32);
    /// A document in no output.
    HeldId(u32);
    /// A tag.
    TagId(u32);
    /// Somebody with a page of their own.
    PersonId(u32);
    /// A category, in the order of the configuration.
    CategoryId(u16);
    /// A column, in the order of the configuration.
    ColumnId(u16);
    /// A bulletin series, in the order of the configuration.
    SeriesId(u16);
    /// A figure of a series, in the order of its declaration.
    FigureId(u16);
}

/// A list whose items are found by ids of one type. Otherwise it is read as a slice.
#[derive(Clone, Debug)]
pub struct List<I, T> {
    items: Vec<T>,
    ids: PhantomData<I>,
}

impl<I: Id, T> List<I, T> {
    /// Adds an item at the end; returns its id.
    pub fn push(&mut self, item: T) -> I {
        self.items.push(item);
        I::from_index(self.items.len() - 1)
    }

    /// Returns an item; `None` for an id of a longer list.
    pub fn get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }

    /// Returns the item of an id, to be changed; `None` for an id of a longer list.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.items.get_mut(id.index())
    }

    /// Returns every id, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.items.len()).map(I::from_index)
    }

    /// Returns every item with its id, in order.
    pub fn enumerate(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.items
            .iter()
            .enumerate()
            .map(|(index, item)| (I::from_index(index), item))
    }

    /// Returns every item with its id, for work in parallel.
    pub fn par_enumerate(&self) -> impl IndexedParallelIterator<Item = (I, &T)>
    where
        I: Send,
        T: Sync,
    {
        self.items
            .par_iter()
            .enumerate()
            .map(|(index, item)| (I::from_index(index), item))
    }

    /// Returns the id of the first item that is the one sought.
    pub fn position(&self, is_sought: impl FnMut(&T) -> bool) -> Option<I> {
        self.items.iter().position(is_sought).map(I::from_index)
    }
}

impl<I, T> Default for List<I, T> {
    fn default() -> List<I, T> {
        Vec::new().into()
    }
}

impl<I, T> From<Vec<T>> for List<I, T> {
    fn from(items: Vec<T>) -> List<I, T> {
        List {
            items,
            ids: PhantomData,
        }
    }
}

impl<I, T> FromIterator<T> for List<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(items: A) -> List<I, T> {
        items.into_iter().collect::<Vec<T>>().into()
    }
}

impl<'a, I, T> IntoIterator for &'a List<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> std::slice::Iter<'a, T> {
        self.items.iter()
    }
}

impl<I, T> Deref for List<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<I, T> DerefMut for List<I, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

impl<I: Id, T> Index<I> for List<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for List<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_place_of_its_item() {
        let mut list: List<SeriesId, char> = "abc".chars().collect();
        let last = list.push('d');
        assert_eq!(
            (last.index(), list[last], list.position(|c| *c == 'd')),
            (3, 'd', Some(last))
        );
        assert!(list.enumerate().map(|(id, _)| id).eq(list.ids()));
        assert_eq!(list.get(SeriesId::from_index(4)), None);
        assert_eq!(
            SeriesId::from_index(usize::MAX).index(),
            usize::from(u16::MAX) - 1
        );
        assert_eq!(size_of::<Option<SeriesId>>(), size_of::<u16>());
    }
}
