//! Made pictures, which nobody waits for: until they are there, the file that they are made of is
//! shown, which browsers turn and cut to the same shape.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::edition::Edition;
use crate::publish::pictures::Store;
use crate::site::view::{Derived, View};

/// The pictures that are being made, one file after the other.
#[derive(Clone, Default)]
pub(super) struct Making(Arc<Mutex<Queue>>);

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Job>,
    /// Files that wait, and those of which nothing can be made or kept: none is begun twice.
    begun: BTreeSet<(SitePath, Digest)>,
    /// A thread works on them.
    is_worked_on: bool,
}

/// Everything that is to be made of a file with a hash.
struct Job {
    edition: Arc<Edition>,
    path: SitePath,
    digest: Digest,
}

impl Making {
    /// Returns a made picture; if it is not there, has everything made of its file.
    pub(super) fn find(
        &self,
        edition: &Arc<Edition>,
        url: &Url,
        derived: &Derived,
        digest: Digest,
    ) -> Option<Vec<u8>> {
        let kept = Store::open(&edition.source).kept(url);
        if kept.is_none() {
            self.add(Job {
                edition: edition.clone(),
                path: derived.path.clone(),
                digest,
            });
        }
        kept
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, job: Job) {
        let mut queue = self.queue();
        if !queue.begun.insert((job.path.clone(), job.digest)) {
            return;
        }
        queue.waiting.push_back(job);
        if queue.is_worked_on {
            return;
        }
        let own = self.clone();
        let work = std::thread::Builder::new().name("pictures".to_owned());
        // Without a thread the files themselves are shown, and the next request tries again.
        queue.is_worked_on = work.spawn(move || own.work()).is_ok();
    }

    /// Makes what waits until nothing does.
    fn work(&self) {
        loop {
            let mut queue = self.queue();
            let Some(job) = queue.waiting.pop_front() else {
                queue.is_worked_on = false;
                return;
            };
            drop(queue);
            if job.is_done() {
                self.queue().begun.remove(&(job.path, job.digest));
            }
        }
    }
}

impl Job {
    /// Makes all pictures of the file; returns true if they were kept.
    fn is_done(&self) -> bool {
        let mut wanted: Vec<(&Derived, &str)> = Vec::new();
        for (url, view) in self.edition.routes.iter() {
            if let View::Picture(derived) = view
                && derived.path == self.path
            {
                wanted.push((derived, url.as_str()));
            }
        }
        let store = Store::open(&self.edition.source);
        let made = store.all(&self.path, self.digest, &wanted, &|_| None);
        made.is_ok() && store.can_keep()
    }
}
