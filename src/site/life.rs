//! When something is public: stretches of time with open ends.

use crate::base::date::Moment;
use crate::content::document::Document;
use crate::site::Visibility;

/// A stretch of time; an end that is `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// Its first moment.
    pub from: Option<Moment>,
    /// The moment at which it is over.
    pub until: Option<Moment>,
}

impl Life {
    /// Returns the time between the publication of a document and its expiry.
    pub fn by_dates(document: &Document) -> Life {
        Life {
            from: document.date,
            until: document.details().expires,
        }
    }

    /// Returns the time that two have in common.
    pub fn common(self, other: Life) -> Option<Life> {
        let common = Life {
            from: self.from.max(other.from),
            until: first_end(self.until, other.until),
        };
        let is_none =
            matches!(common, Life { from: Some(from), until: Some(until) } if until <= from);
        (!is_none).then_some(common)
    }

    /// Returns true if it has begun by `moment`, in seconds since 1970, and is not over.
    fn holds(self, moment: i64) -> bool {
        self.from.is_none_or(|from| from.utc <= moment)
            && self.until.is_none_or(|until| moment < until.utc)
    }
}

impl Visibility {
    /// Returns the time in which a document is public; `None` if no clock brings it out.
    pub fn life(self, document: &Document) -> Option<Life> {
        if document.draft || document.unreviewed {
            return self.drafts.then(Life::default);
        }
        let life = Life::by_dates(document);
        Some(if self.future {
            Life { from: None, ..life }
        } else {
            life
        })
    }
}

fn first_end(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    one.into_iter().chain(other).min()
}

/// Stretches of time that do not touch, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lives(Vec<Life>);

impl Lives {
    /// Returns all of time.
    pub fn always() -> Lives {
        Lives(vec![Life::default()])
    }

    /// Puts stretches in order, and those together that touch.
    pub fn of(all: impl IntoIterator<Item = Life>) -> Lives {
        let mut all: Vec<Life> = all.into_iter().collect();
        all.sort_by_key(|life| life.from);
        all.dedup_by(|later, first| {
            let touches = match (first.until, later.from) {
                (Some(until), Some(from)) => from <= until,
                (None, _) | (_, None) => true,
            };
            if touches {
                // An open end is the last one.
                let ends = first.until.zip(later.until);
                first.until = ends.map(|(one, other)| one.max(other));
            }
            touches
        });
        Lives(all)
    }

    /// Adds the stretches of others.
    pub fn and(self, others: Lives) -> Lives {
        Lives::of(self.0.into_iter().chain(others.0))
    }

    /// Returns true if it is no time at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the stretch that holds a moment, in seconds since 1970.
    pub fn at(&self, moment: i64) -> Option<Life> {
        self.0.iter().copied().find(|life| life.holds(moment))
    }

    /// Returns the start of the first stretch that begins after a moment.
    pub fn next(&self, moment: i64) -> Option<Moment> {
        let starts = self.0.iter().filter_map(|life| life.from);
        starts.into_iter().find(|from| from.utc > moment)
    }

    /// Returns the end of the last stretch.
    pub fn end(&self) -> Option<Moment> {
        self.0.last()?.until
    }

    /// Returns the first stretch that it has in common with others.
    pub fn common(&self, others: &Lives) -> Option<Life> {
        self.0
            .iter()
            .flat_map(|one| others.0.iter().filter_map(|other| one.common(*other)))
            .min_by_key(|life| life.from)
    }
}

impl From<Life> for Lives {
    fn from(life: Life) -> Lives {
        Lives(vec![life])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stretch of seconds; an end of 0 is open.
    fn life((from, until): (i64, i64)) -> Life {
        let moment = |utc: i64| (utc != 0).then_some(Moment { utc, offset: 0 });
        Life {
            from: moment(from),
            until: moment(until),
        }
    }

    fn lives<const N: usize>(all: [(i64, i64); N]) -> Lives {
        Lives::of(all.map(life))
    }

    #[test]
    fn stretches_that_touch_are_one() {
        let plain = |lives: Lives| lives.0;
        for (found, expected) in [
            (lives([(5, 7), (1, 3)]), vec![(1, 3), (5, 7)]),
            (lives([(1, 3), (3, 7)]), vec![(1, 7)]),
            (lives([(1, 9), (3, 7)]), vec![(1, 9)]),
            (lives([(1, 0), (3, 7)]), vec![(1, 0)]),
            (lives([(0, 3), (0, 7), (8, 0)]), vec![(0, 7), (8, 0)]),
            (lives([]), vec![]),
        ] {
            assert_eq!(
                plain(found),
                expected.into_iter().map(life).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn what_is_over_before_the_other_begins_has_no_time_in_common() {
        for (one, other, expected) in [
            ((1, 3), (3, 5), None),
            ((1, 4), (3, 5), Some((3, 4))),
            ((0, 3), (3, 0), None),
            ((0, 0), (3, 0), Some((3, 0))),
            ((0, 0), (0, 0), Some((0, 0))),
            ((2, 0), (0, 9), Some((2, 9))),
        ] {
            for (one, other) in [(one, other), (other, one)] {
                let found = Lives::from(life(one)).common(&life(other).into());
                assert_eq!(found, expected.map(life), "{one:?} {other:?}");
            }
        }
        let first = lives([(1, 3), (5, 7)]).common(&lives([(2, 6)]));
        assert_eq!(first, Some(life((2, 3))));
    }

    #[test]
    fn a_moment_is_found_among_the_stretches() {
        let lives = lives([(0, 3), (5, 7)]);
        assert_eq!(lives.at(2), Some(life((0, 3))));
        assert_eq!(lives.at(3), None);
        assert_eq!(lives.next(3).map(|m| m.utc), Some(5));
        assert_eq!(lives.next(5).map(|m| m.utc), None);
        assert_eq!(lives.end().map(|m| m.utc), Some(7));
    }
}
