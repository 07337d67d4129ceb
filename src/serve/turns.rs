//! Turns: to make the site as of a different moment, and to draw.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::base::digest::Digest;
use crate::theme::Theme;

/// The most requests for other moments that wait for their turn.
const WAITING: usize = 8;

/// Lets one request at a time make the site as of a different moment, which takes as long as it
/// takes to open it.
///
/// A request that waits holds no thread.
#[derive(Clone)]
pub(super) struct Turns {
    places: Arc<Semaphore>,
    turn: Arc<Semaphore>,
}

/// A turn: it is over when this is dropped.
pub(super) struct Turn {
    _place: Option<OwnedSemaphorePermit>,
    _turn: OwnedSemaphorePermit,
}

impl Turns {
    pub(super) fn new() -> Turns {
        Turns {
            places: Arc::new(Semaphore::new(WAITING)),
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// Waits for a turn; `None` if too many wait already.
    pub(super) async fn ask(&self) -> Option<Turn> {
        let place = self.places.clone().try_acquire_owned().ok()?;
        Some(Turn {
            _place: Some(place),
            _turn: self.turn.clone().acquire_owned().await.ok()?,
        })
    }

    /// Waits for a turn, however many wait.
    pub(super) async fn wait(&self) -> Option<Turn> {
        Some(Turn {
            _place: None,
            _turn: self.turn.clone().acquire_owned().await.ok()?,
        })
    }
}

/// Lets one request at a time draw by a template of the site's own theme, which may not come to an
/// end: while the first finds that out, the others hold no thread and draw nothing.
#[derive(Clone, Default)]
pub(super) struct Drawings(Arc<Mutex<BTreeMap<Drawing, Arc<Semaphore>>>>);

/// A theme, by its hash, and the name of one of its templates.
type Drawing = (Digest, String);

impl Drawings {
    /// Takes the turn of a template: the one that was waited for if it still fits. Otherwise
    /// returns what to wait for. The built-in templates need none.
    pub(super) fn turn(
        &self,
        theme: &Theme,
        template: &str,
        waited_for: Option<OwnedSemaphorePermit>,
    ) -> Result<Option<OwnedSemaphorePermit>, Arc<Semaphore>> {
        if !theme.is_watched() {
            return Ok(None);
        }
        let turns = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            // Those of a theme that is no more, and that nobody waits for.
            known.retain(|(digest, _), turns| {
                *digest == theme.digest() || Arc::strong_count(turns) > 1
            });
            known
                .entry((theme.digest(), template.to_owned()))
                .or_insert_with(|| Arc::new(Semaphore::new(1)))
                .clone()
        };
        match waited_for.filter(|turn| Arc::ptr_eq(turn.semaphore(), &turns)) {
            Some(turn) => Ok(Some(turn)),
            None => turns
                .clone()
                .try_acquire_owned()
                .map(Some)
                .map_err(|_| turns),
        }
    }
}
