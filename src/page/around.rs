//! The periods that a bulletin is shown among.

use crate::base::id::ArticleId;
use crate::content::config::Rhythm;
use crate::page::dependencies::Dependencies;
use crate::page::reader::Reader;
use crate::site::series::run::bulletin;
use crate::site::series::{Run, RunEntry};

/// The periods that a bulletin is shown among.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The bulletin with those before it that its charts show, oldest first.
    pub(super) window: &'a [RunEntry],
    /// The one of the period just before.
    pub(super) before: Option<RunEntry>,
    /// The one of the same period a year ago.
    pub(super) year_ago: Option<RunEntry>,
    /// The nearest earlier one.
    pub(super) previous: Option<RunEntry>,
    /// The nearest later one.
    pub(super) next: Option<RunEntry>,
}

impl Around<'_> {
    /// Returns the bulletins of other periods besides those in the window.
    fn others(self) -> [Option<ArticleId>; 4] {
        [self.before, self.year_ago, self.previous, self.next].map(|e| e.map(|e| e.id))
    }
}

/// Returns how many periods the charts of a bulletin show: a month of days, half a year of weeks …
fn window(rhythm: Rhythm) -> usize {
    match rhythm {
        Rhythm::Day => 30,
        Rhythm::Week => 26,
        Rhythm::Month => 25,
        Rhythm::Quarter => 13,
        Rhythm::Year => 10,
    }
}

/// Finds the periods that a bulletin is shown among. Older ones only, but for the one that
/// comes next.
pub(super) fn around<'a>(r: Reader<'a>, id: ArticleId) -> Option<Around<'a>> {
    let bulletin = bulletin(r.site, id)?;
    let run: &Run = r.runs.run(bulletin.series);
    let at = run.find(bulletin.span, id)?;
    let rhythm = r.site.config.series[bulletin.series].rhythm;
    Some(Around {
        window: &run.entries[(at + 1).saturating_sub(window(rhythm))..=at],
        before: run.before(bulletin.span),
        year_ago: run.year_ago(bulletin.span),
        previous: at.checked_sub(1).map(|i| run.entries[i]),
        next: run.entries.get(at + 1).copied(),
    })
}

/// Adds a bulletin and those of other periods that it is shown among.
pub(super) fn dependencies(r: Reader<'_>, id: ArticleId, out: &mut Dependencies) {
    let Some(around) = around(r, id) else {
        return;
    };
    for entry in around.window {
        out.article(r.site, entry.id);
    }
    for other in around.others() {
        out.maybe(r.site, other);
    }
}

/// Returns true if the page of a bulletin leads to that of a different period.
pub(super) fn shows(r: Reader<'_>, id: ArticleId, other: ArticleId) -> bool {
    around(r, id).is_some_and(|around| around.others().contains(&Some(other)))
}
