//! A made-up paper of any size: articles whose text depends on a seed and their number only.
//!
//! All places, people and figures are invented. Article `i` has the same text in a corpus of any
//! size; only its date depends on the size, since a corpus always covers the same ten years.

mod form;
mod text;

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use rayon::prelude::*;

use self::text::{Article, Dice, Words};
pub(crate) use form::Format;

/// The last day of every corpus: benchmarks set the clock to its last hour.
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();

/// How many days a corpus covers: ten years.
const DAYS: u64 = 3652;

/// What an article is; the order is that of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Commentary,
    Bulletin,
    Scitech,
}

impl Kind {
    /// Folder of its category, and its name in the word list.
    fn name(self) -> &'static str {
        ["commentary", "bulletins", "scitech"][self as usize]
    }
}

/// Kinds of twenty articles in a row: 15 % commentary, 25 % bulletins, 60 % science and technology.
const ROUND: &[u8; 20] = b"sbssscsbssbscsbsscbs";

/// When an article appears, and the day on which it reports as part of the daily series.
struct Appearance {
    at: NaiveDateTime,
    reports_on: Option<NaiveDate>,
}

/// A corpus of articles in one format.
pub(crate) struct Corpus {
    seed: u64,
    size: u64,
    format: Format,
    words: Words,
}

impl Corpus {
    /// Makes a corpus of `size` articles.
    pub(crate) fn new(seed: u64, size: u64, format: Format) -> Corpus {
        Corpus {
            seed,
            size,
            format,
            words: Words::read(),
        }
    }

    /// Returns path below the site's folder and text of an article.
    ///
    /// A number past the corpus is an article to be inserted: today's, with three tags and a
    /// column.
    pub(crate) fn file(&self, number: u64) -> (String, String) {
        let is_new = number >= self.size;
        let kind = if is_new { Kind::Scitech } else { kind(number) };
        let article = Article::write(&self.words, self.seed, number, kind, is_new.then_some(3));
        let when = if is_new {
            self.insertion(number)
        } else {
            self.appearance(number)
        };
        form::file(self.format, &article, &when)
    }

    /// Writes articles below `root`.
    #[expect(clippy::disallowed_methods, reason = "a benchmark makes its own input")]
    pub(crate) fn write(&self, root: &Path, numbers: Range<u64>) -> io::Result<()> {
        numbers.into_par_iter().try_for_each(|number| {
            let (path, text) = self.file(number);
            let path = root.join(path);
            match fs::write(&path, &text) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => {
                    fs::create_dir_all(path.parent().unwrap_or(root))?;
                    fs::write(&path, &text)
                }
                done => done,
            }
        })
    }

    /// Writes what a site has besides its articles: configuration, and for the other generators
    /// templates.
    #[expect(clippy::disallowed_methods, reason = "a benchmark makes its own input")]
    pub(crate) fn write_site(&self, root: &Path) -> io::Result<()> {
        for (path, bytes) in form::site(self.format)? {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap_or(root))?;
            fs::write(path, bytes)?;
        }
        Ok(())
    }

    /// Spreads the articles evenly over the ten years.
    ///
    /// Up to half of the bulletins are a daily series, one for each of the days before the last: as
    /// many days as there are such bulletins, so that the series has no gaps at any size.
    fn appearance(&self, number: u64) -> Appearance {
        let second = 6 * 3600 + Dice::new(self.seed, number).below(16 * 3600);
        if kind(number) == Kind::Bulletin {
            let (index, count) = (bulletins_before(number), bulletins_before(self.size));
            let run = (count / 2).min(DAYS);
            let place = |i: u64| i * run / count;
            if place(index) != place(index + 1) {
                let day = day_of(DAYS - run + place(index));
                return Appearance {
                    at: at(day, second),
                    reports_on: day.pred_opt(),
                };
            }
        }
        Appearance {
            at: at(day_of(number * DAYS / self.size), second),
            reports_on: None,
        }
    }

    /// An inserted article appears on the last day after all others.
    fn insertion(&self, number: u64) -> Appearance {
        Appearance {
            at: at(LAST_DAY, 22 * 3600 + (number - self.size) % 3600),
            reports_on: None,
        }
    }
}

fn kind(number: u64) -> Kind {
    match ROUND[(number % 20) as usize] {
        b'c' => Kind::Commentary,
        b'b' => Kind::Bulletin,
        _ => Kind::Scitech,
    }
}

/// Counts the bulletins among the first articles.
fn bulletins_before(number: u64) -> u64 {
    let rest = &ROUND[..(number % 20) as usize];
    number / 20 * 5 + rest.iter().filter(|k| **k == b'b').count() as u64
}

fn day_of(index: u64) -> NaiveDate {
    LAST_DAY - Days::new(DAYS - 1 - index)
}

fn at(day: NaiveDate, second: u64) -> NaiveDateTime {
    day.and_time(chrono::NaiveTime::MIN) + TimeDelta::seconds(second as i64)
}
