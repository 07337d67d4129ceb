//! `dateline new bulletin --series ID --from FILE|-`: the figures of a bulletin, read from its
//! sentence.

use std::path::Path;

use super::terminal::{note, say};
use crate::base::date::{Date, Language};
use crate::base::id::SeriesId;
use crate::content::config::{Config, Series};
use crate::diagnostic::code;
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Failure, nearest};
use crate::import::bulletin;
use crate::site::series::parse::{self, Parsed};
use crate::site::series::resolve;
use crate::source;

/// A sentence that was read.
pub(super) struct Given {
    /// The series that it is read as.
    pub(super) series: SeriesId,
    parsed: Parsed,
}

/// Finds the series that is meant, by its id or its title.
pub(super) fn series(config: &Config, id: &str) -> Result<SeriesId, Failure> {
    let all = &config.series;
    all.position(|s| s.id == id || s.title == id)
        .ok_or_else(|| {
            let known: Vec<&str> = all.iter().map(|s| s.id.as_str()).collect();
            let failure = Failure::new(code::UNDECLARED_SERIES)
                .with("id", id)
                .with("known", known.join(", "));
            match nearest(id, known) {
                Some(near) => failure.with("nearest", near),
                None => failure,
            }
        })
}

impl Given {
    /// Reads the sentence in a file, or on standard input if the file is `-`: as one of the series
    /// that is named, or else of the one that it fits best.
    pub(super) fn read(
        file: &Path,
        config: &Config,
        named: Option<SeriesId>,
        today: Date,
    ) -> Result<Given, Failure> {
        let bytes = source::read_given(file)
            .map_err(|e| Failure::io(code::UNREADABLE_SENTENCE, file.display(), &e))?;
        let text = source::decoded(&bytes)
            .ok_or_else(|| Failure::new(code::SENTENCE_NOT_UTF_8).with("path", file.display()))?;
        // What is wrong with the rules is reported by `check`.
        let rules = resolve::rules(config, &mut Vec::new());
        let text = text.trim_start_matches('\u{feff}');
        let series = config
            .series
            .ids()
            .filter(|id| named.is_none_or(|n| n == *id));
        let read = series.map(|series| Given {
            series,
            parsed: parse::read(text, &config.series[series], &rules[series], today),
        });
        // Of two that fit alike the first one counts.
        read.min_by_key(|given| given.parsed.misfit())
            .ok_or_else(|| Failure::new(code::UNDECLARED_SERIES).with("id", ""))
    }

    /// Says as which series it was read, if there are others.
    fn say_series(&self, config: &Config, wording: &Wording) {
        let own = self.series(config);
        let others = config.series.iter().filter(|series| series.id != own.id);
        let others: Vec<&str> = others.map(|series| series.title.as_str()).collect();
        if others.is_empty() {
            return;
        }
        let others = others.join(wording.separator());
        let words = [
            ("title", Word::Text(&own.title)),
            ("id", Word::Text(&own.id)),
            ("others", Word::Text(&others)),
        ];
        say(wording, "read-series", &words);
    }

    pub(super) fn series<'c>(&self, config: &'c Config) -> &'c Series {
        &config.series[self.series]
    }

    /// Makes a headline: the series and the period.
    pub(super) fn title(&self, config: &Config) -> String {
        let series = self.series(config);
        let period = self
            .parsed
            .span
            .map(|s| s.long(series.rhythm, config.wording()));
        match (period, config.wording()) {
            (Some(period), Language::Chinese) => {
                format!("{}（{period}）", series.title)
            }
            (Some(period), Language::English) => {
                format!("{} ({period})", series.title)
            }
            (None, _) => series.title.clone(),
        }
    }

    /// Makes a slug: the series and the period, since the sentences of several periods may come on
    /// one day.
    pub(super) fn slug(&self, config: &Config) -> String {
        let series = self.series(config);
        let Some(span) = self.parsed.span else {
            return series.id.clone();
        };
        let period = span.written(series.rhythm).to_lowercase();
        format!(
            "{}-{}",
            series.id,
            period.split("..").next().unwrap_or_default()
        )
    }

    /// Writes the keys of the bulletin; what was not found is left open. `newest` is a period to
    /// correct.
    pub(super) fn write(&self, series: &Series, newest: &str, text: &mut String) {
        bulletin::write(&self.parsed, series, newest, text);
    }

    /// Says as which series it was read, if none was named, and lists what is left to the editor.
    pub(super) fn report(&self, is_guess: bool, config: &Config, wording: &Wording) {
        if is_guess {
            self.say_series(config, wording);
        }
        if self.parsed.doubts.is_empty() {
            return say(wording, "read-whole", &[]);
        }
        say(wording, "read-partly", &[]);
        for doubt in &self.parsed.doubts {
            note(&format!("{}\n", bulletin::doubt(doubt).say(wording)));
        }
    }
}
