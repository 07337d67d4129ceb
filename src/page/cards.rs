//! The cards that were made last.
//!
//! An article is shown some ten times, and most of that by its neighbours in time: related articles,
//! days, fronts. So its card is handed to the template engine once for all of them.

use std::sync::{Arc, Mutex, PoisonError};

use crate::base::date::Date;
use crate::base::id::{ArticleId, Id};
use crate::page::data::Card;
use crate::theme::Ready;

/// How many cards are kept: two megabytes of them. Articles stand in order of time, so these are
/// those of some weeks, in whatever year pages are drawn.
const KEPT: usize = 1024;

/// Which card: an article, and how it is dated.
pub(super) type Key = (ArticleId, CardDate);

type Slot = Mutex<Option<(Key, Arc<Ready<Card>>)>>;

/// How much of its date a card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CardDate {
    /// The day with its year: the page is of no day.
    Day,
    /// What sets it apart from the day of the edition: its time, its day, or its year too.
    Edition(Date),
    /// The time: the page is of its day.
    Time,
}

/// The cards of one edition, each in the place that its article has modulo [`KEPT`].
#[derive(Debug)]
pub(super) struct Cards(Box<[Slot]>);

impl Default for Cards {
    fn default() -> Cards {
        Cards((0..KEPT).map(|_| Slot::default()).collect())
    }
}

impl Cards {
    /// Returns the card of an article, which `make` makes where it is not kept.
    pub(super) fn get(&self, key: Key, make: impl FnOnce() -> Card) -> Arc<Ready<Card>> {
        let slot = &self.0[key.0.index() % KEPT];
        let kept = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, card)) = kept.as_ref().filter(|(known, _)| *known == key) {
            return card.clone();
        }
        drop(kept);
        // Two threads may make the same, which is the same.
        let card = Ready::shared(make());
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some((key, card.clone()));
        card
    }
}
