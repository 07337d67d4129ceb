//! `dateline new KIND-OR-CATEGORY TITLE`: an article with front matter to fill in; prints its path.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate};

use super::args::{Args, Drafting};
use super::draft_file::{create, file, slug_of_title};
use super::environment::now;
use super::free_period;
use super::from::{self, Given};
use super::new_topic;
use super::site::config_of;
use super::status::Status;
use super::terminal::{print, say};
use crate::base::date::{Language, Moment};
use crate::base::id::SeriesId;
use crate::base::path::SitePath;
use crate::base::visible;
use crate::content::config::{Category, Config, Kind};
use crate::content::document::keys::{self, KEYS, Key};
use crate::content::yaml::quoted;
use crate::diagnostic::code;
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Failure, nearest};
use crate::source::Source;

pub(super) fn run(args: &Args, drafting: &Drafting, wording: &Wording) -> Result<Status, Failure> {
    let root = args.site()?;
    let config = config_of(&root)?;
    let moment = config
        .zone
        .at(DateTime::from_timestamp(now(None)?, 0).unwrap_or_default());
    if new_topic::is_meant(&config, &drafting.kind) {
        refuse_options(drafting, &drafting.kind, "usage-bulletin", wording)?;
        return new_topic::run(&root, drafting, wording);
    }
    let Meant { category, is_guess } = category(&config, &drafting.kind)?;
    of_bulletins(drafting, category, &config, wording)?;
    let (series, given) = match category.kind {
        Kind::Bulletin => bulletin(drafting, &config, moment.date())?,
        Kind::Commentary | Kind::News => (None, None),
    };
    let own = given.as_ref().map(|g| g.title(&config));
    let title = drafting
        .title
        .as_deref()
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .or(own.as_deref())
        .unwrap_or_default();
    let slug = match (&drafting.title, &given) {
        (None, Some(given)) => given.slug(&config),
        _ => slug_of_title(title),
    };
    let source =
        Source::open(&root).map_err(|e| Failure::io(code::UNWRITABLE_FILE, root.display(), &e))?;
    let day = moment.date();
    let number = if !slug.is_empty() {
        None
    } else if title.contains(char::is_alphanumeric) {
        Some(free_number(&source, &config, day))
    } else {
        return Err(Failure::new(code::UNUSABLE_TITLE).with("title", title));
    };
    let path = file(category, day, number.as_deref().unwrap_or(&slug));
    let draft = Draft {
        config: &config,
        category,
        title,
        number: number.as_deref(),
        moment,
        wording,
        series,
        period: series.map_or_else(String::new, |id| {
            free_period::next(&source, &config, id, day)
        }),
        given: given.as_ref(),
    };
    let place = create(&source, &root, &path, &draft.text())?;
    print(&format!(
        "{}\n",
        visible::line(&place.display().to_string())
    ));
    if is_guess {
        say_category(category, &config, wording);
    }
    if let Some(given) = &given {
        given.report(drafting.series.is_none(), &config, wording);
    }
    say(wording, "made-article", &[]);
    Ok(Status::Well)
}

/// Returns the series of a bulletin, which is the first unless it is named or its sentence fits
/// another; and what was read of its sentence.
fn bulletin(
    drafting: &Drafting,
    config: &Config,
    today: NaiveDate,
) -> Result<(Option<SeriesId>, Option<Given>), Failure> {
    let named = match drafting.series.as_deref() {
        Some(id) => Some(from::series(config, id)?),
        None => None,
    };
    match drafting.from.as_deref() {
        Some(file) => {
            let given = Given::read(file, config, named, today)?;
            Ok((Some(given.series), Some(given)))
        }
        None => Ok((named.or_else(|| config.series.ids().next()), None)),
    }
}

/// Refuses the options of bulletins for an article that is none, or if there is no series.
fn of_bulletins(
    drafting: &Drafting,
    category: &Category,
    config: &Config,
    wording: &Wording,
) -> Result<(), Failure> {
    let id = match category.kind {
        Kind::Bulletin if config.series.is_empty() => "usage-series",
        Kind::Bulletin => return Ok(()),
        Kind::News | Kind::Commentary => "usage-bulletin",
    };
    refuse_options(drafting, &category.title, id, wording)
}

/// Refuses the options of bulletins, for the reason that a message gives.
fn refuse_options(
    drafting: &Drafting,
    category: &str,
    id: &str,
    wording: &Wording,
) -> Result<(), Failure> {
    let option = match (&drafting.series, &drafting.from) {
        (Some(_), _) => "--series",
        (None, Some(_)) => "--from",
        (None, None) => return Ok(()),
    };
    let words = [
        ("text", Word::Text(option)),
        ("category", Word::Text(category)),
    ];
    let failure = Failure::new(code::INVALID_COMMAND).with("reason", wording.say(id, &words));
    Err(failure.with("help", "dateline new --help"))
}

/// A category that is meant.
struct Meant<'a> {
    category: &'a Category,
    /// True if a kind was named, and this is the first category of it.
    is_guess: bool,
}

/// Finds the category that is meant: its id, its title, or the first one of a kind, by its name in
/// English or Chinese.
fn category<'a>(config: &'a Config, word: &str) -> Result<Meant<'a>, Failure> {
    let all = &config.categories;
    if let Some(category) = all.iter().find(|c| c.id == word || c.title == word) {
        return Ok(Meant {
            category,
            is_guess: false,
        });
    }
    let mut of_kind = all
        .iter()
        .filter(|c| [c.kind.name(), c.kind.chinese()].contains(&word));
    if let Some(category) = of_kind.next() {
        return Ok(Meant {
            category,
            is_guess: true,
        });
    }
    let ids = all.iter().map(|c| c.id.as_str());
    let kinds = Kind::ALL
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| all.iter().all(|c| c.id != *name));
    let known: Vec<&str> = ids.chain(kinds).collect();
    let failure = Failure::new(code::UNKNOWN_CATEGORY)
        .with("word", word)
        .with("known", known.join(", "));
    let titles = all.iter().map(|c| c.title.as_str());
    let chinese = Kind::ALL.iter().map(|(_, kind)| kind.chinese());
    let known = known.iter().copied().chain(titles).chain(chinese);
    let known = known.chain(new_topic::NAMES);
    Err(match nearest(word, known) {
        Some(near) => failure.with("nearest", near),
        None => failure,
    })
}

/// Says which category was taken for its kind, and which others there are.
fn say_category(category: &Category, config: &Config, wording: &Wording) {
    let others = config.categories.iter();
    let others = others.filter(|c| c.kind == category.kind && c.id != category.id);
    let others: Vec<&str> = others.map(|c| c.title.as_str()).collect();
    let others = others.join(wording.separator());
    let words = [
        ("title", Word::Text(&category.title)),
        ("id", Word::Text(&category.id)),
        ("others", Word::Text(&others)),
    ];
    let id = if others.is_empty() {
        "made-category"
    } else {
        "made-category-of"
    };
    say(wording, id, &words);
}

/// Returns the first number that no article of the day has: of a title in other letters, such as
/// Tibetan or Korean, no slug can be made, and two articles of one day would claim one address.
fn free_number(source: &Source, config: &Config, day: NaiveDate) -> String {
    let mut number = 1u32;
    loop {
        let slug = number.to_string();
        let mut paths = config.categories.iter().map(|c| file(c, day, &slug));
        if !paths.any(|path| source.is_there(&SitePath::new(path))) {
            return slug;
        }
        number += 1;
    }
}

struct Draft<'a> {
    config: &'a Config,
    category: &'a Category,
    title: &'a str,
    /// The slug, if none can be made of the title.
    number: Option<&'a str>,
    moment: Moment,
    wording: &'a Wording,
    /// Index of the series of a bulletin.
    series: Option<SeriesId>,
    /// The period that it is most likely about, as front matter has it.
    period: String,
    /// What was read of its sentence.
    given: Option<&'a Given>,
}

impl Draft<'_> {
    /// Writes the front matter: what is needed, filled in; what is often wanted, behind `#`.
    ///
    /// The table of keys says which lines there are, in which order.
    fn text(&self) -> String {
        let mut text = String::from("---\n");
        let lines = KEYS
            .iter()
            .filter_map(|key| Some((key, key.draft.as_ref()?)));
        let mut lines: Vec<(&Key, &keys::Draft)> = lines.collect();
        lines.sort_by_key(|(_, draft)| draft.order);
        for (key, draft) in lines {
            match draft.line {
                Some(line) => self.line(&mut text, line, draft.note),
                None => self.made_line(&mut text, key, draft.note),
            }
        }
        text.push_str("---\n\n");
        text
    }

    /// Writes the line of a key that depends on the article or the site.
    fn made_line(&self, text: &mut String, key: &Key, note: &str) {
        let kind = self.category.kind;
        match (key.name, kind) {
            ("title", _) => self.line(text, &format!("title: {}", quoted(self.title)), note),
            ("date", _) => self.line(text, &format!("date: {}", self.moment.minute()), note),
            ("slug", _) => {
                if let Some(number) = self.number {
                    self.line(text, &format!("slug: {number}"), note);
                }
            }
            // The figures of a bulletin stand where other articles name who wrote them.
            ("byline", Kind::Bulletin) => self.bulletin(text),
            ("byline", Kind::Commentary | Kind::News) => {
                self.line(text, "byline: ", &format!("{note}-{}", kind.name()));
            }
            ("dateline", Kind::News) => {
                let (head, day) = (self.head(), self.moment.date());
                self.line(text, &format!("# dateline: {{ {head} date: {day} }}"), note);
            }
            ("column", _) if !self.config.columns.is_empty() => {
                let ids: Vec<&str> = self.config.columns.iter().map(|c| c.id.as_str()).collect();
                self.line(text, &format!("# column: {}", ids.join(" | ")), note);
            }
            _ => {}
        }
    }

    /// Writes the keys of a dateline before its date, as papers of the site's language have them.
    fn head(&self) -> &'static str {
        match self.config.wording() {
            Language::Chinese => "agency: 本报讯,",
            Language::English => "place: ,",
        }
    }

    /// Writes a line with its note behind `#`, if it has one.
    fn line(&self, text: &mut String, line: &str, note: &str) {
        text.push_str(line);
        if !note.is_empty() {
            let gap = if line.ends_with(' ') { "" } else { " " };
            // Writing to a string does not fail.
            let _ = write!(text, "{gap} # {}", self.wording.say(note, &[]));
        }
        text.push('\n');
    }

    /// Writes the keys of a bulletin, with every figure that the series asks for left open.
    fn bulletin(&self, text: &mut String) {
        let Some(series) = self.series.map(|i| &self.config.series[i]) else {
            return;
        };
        if let Some(given) = self.given {
            return given.write(series, &self.period, text);
        }
        let others: Vec<&str> = self.config.series.iter().map(|s| s.id.as_str()).collect();
        let _ = writeln!(text, "series: {}  # {}", series.id, others.join(" | "));
        let _ = writeln!(text, "period: {}", self.period);
        text.push_str("figures:\n");
        for figure in &series.figures {
            let unit = if figure.unit.is_empty() {
                String::new()
            } else {
                format!(" ({})", figure.unit)
            };
            let mark = if figure.optional {
                format!(" {}", self.wording.say("new-optional", &[]))
            } else {
                String::new()
            };
            let parts = if figure.parts { " { }" } else { "" };
            let _ = writeln!(
                text,
                "  {}:{parts}  # {}{unit}{mark}",
                figure.id, figure.label
            );
        }
        text.push_str("# topics:\n");
        text.push_str("#  - { name: , count: , note: }\n");
    }
}
