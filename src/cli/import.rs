//! `dateline import`: drafts of texts from elsewhere; prints their paths.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::{Args, Form, Importing};
use super::draft_file::{create, file, slug_of_title};
use super::site::config_of;
use super::status::Status;
use super::terminal::{note, print, say};
use super::tidied::tidied;
use crate::base::date::{Date, Language};
use crate::base::path::SitePath;
use crate::base::visible;
use crate::content::config::{Category, Config, Kind};
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::diagnostic::wording::{Word, Wording};
use crate::import::page::{self, Given};
use crate::import::{Draft, Imported, Note, Places, Remark, Sort};
use crate::site::series::resolve;
use crate::source::{self, Source};

pub(super) fn run(
    args: &Args,
    importing: &Importing,
    wording: &Wording,
) -> Result<Status, Failure> {
    let root = args.site()?;
    let config = config_of(&root)?;
    let source =
        Source::open(&root).map_err(|e| Failure::io(code::UNWRITABLE_FILE, root.display(), &e))?;
    let into = match importing.into.as_deref() {
        Some(word) => Some(named(&config, word)?),
        None => None,
    };
    // All is read before anything is written.
    let mut sources = Vec::new();
    for path in &importing.paths {
        let bytes = source::read_given(path)
            .map_err(|e| Failure::io(code::UNREADABLE_IMPORT, path.display(), &e))?;
        sources.push((path, source::decoded(&bytes)));
    }
    let mut desk = Desk {
        importing,
        wording,
        root,
        config: &config,
        source,
        into,
        taken: BTreeMap::new(),
        numbers: BTreeMap::new(),
        rows: Vec::new(),
        counts: Counts::default(),
    };
    let mut made = Vec::new();
    for (path, text) in &sources {
        match text {
            Some(text) => made.push((*path, text.as_str(), desk.read(path, text)?)),
            None => desk.refuse(path),
        }
    }
    // So is where each is to go.
    let mut choices = Vec::new();
    for (_, _, imported) in &made {
        choices.push(desk.choices(imported)?);
    }
    let mut failure = None;
    for ((path, text, imported), choices) in made.iter().zip(choices) {
        if failure.is_none() {
            failure = desk.write(path, text, imported, choices).err();
        }
        // What was left out is said of all sources, whatever was written.
        desk.remarks(path, text, imported);
    }
    match failure {
        Some(failure) => Err(failure),
        None => Ok(desk.end()),
    }
}

/// Finds the category that `--into` names, by its id or its title.
fn named<'c>(config: &'c Config, word: &str) -> Result<&'c Category, Failure> {
    let all = &config.categories;
    let found = all.iter().find(|c| c.id == word || c.title == word);
    found.ok_or_else(|| unknown_category(config, word))
}

fn unknown_category(config: &Config, word: &str) -> Failure {
    let known: Vec<&str> = config.categories.iter().map(|c| c.id.as_str()).collect();
    Failure::new(code::UNKNOWN_CATEGORY)
        .with("word", word)
        .with("known", known.join(", "))
}

/// What was done, for the last line.
#[derive(Default)]
struct Counts {
    drafts: u64,
    /// Texts that had been imported before.
    again: u64,
    joins: u64,
    left_out: u64,
    unsure: u64,
    fixes: u64,
    /// Sources and texts that could not be taken over.
    lost: u64,
}

/// The import under way.
struct Desk<'a> {
    importing: &'a Importing,
    wording: &'a Wording,
    root: PathBuf,
    config: &'a Config,
    source: Source,
    into: Option<&'a Category>,
    /// Paths of this run with the marks of their texts.
    taken: BTreeMap<String, String>,
    /// The number to try next for a slug.
    numbers: BTreeMap<String, u32>,
    /// Rows of the table of `--dry-run`: path, kind, characters, headline.
    rows: Vec<[String; 4]>,
    counts: Counts,
}

/// The category of a draft; with a note if others would do as well.
type Choice<'a> = (&'a Category, Option<Note>);

/// Where a draft is to be put.
enum Slot {
    Free(String),
    /// A file of the same text is there.
    There(String),
}

impl<'a> Desk<'a> {
    fn read(&self, path: &Path, text: &str) -> Result<Imported, Failure> {
        // What is wrong with the rules is reported by `check`.
        let rules = resolve::rules(self.config, &mut Vec::new());
        let given = Given {
            config: self.config,
            rules: &rules,
            day: self.importing.date,
        };
        match self.importing.from {
            Some(Form::Page) | None => page::read(text, &given)
                .map_err(|page::NoDay| Failure::new(code::NO_DAY).with("path", path.display())),
        }
    }

    /// Says that a file is no text.
    fn refuse(&mut self, path: &Path) {
        let path = path.display().to_string();
        say(
            self.wording,
            "import-not-text",
            &[("path", Word::Text(&path))],
        );
        self.counts.lost += 1;
    }

    /// Chooses the category of each draft.
    fn choices(&self, imported: &Imported) -> Result<Vec<Choice<'a>>, Failure> {
        let drafts = imported.drafts.iter();
        drafts.map(|draft| self.category(draft)).collect()
    }

    /// Writes the drafts of a source.
    fn write(
        &mut self,
        path: &Path,
        text: &str,
        imported: &Imported,
        choices: Vec<Choice<'a>>,
    ) -> Result<(), Failure> {
        let path = path.display().to_string();
        let mut places = Places::new(text);
        if imported.drafts.is_empty() {
            say(
                self.wording,
                "import-nothing",
                &[("path", Word::Text(&path))],
            );
            self.counts.lost += 1;
        }
        for (draft, choice) in imported.drafts.iter().zip(choices) {
            let (line, column) = places.of(draft.at);
            let at = format!("{path}:{line}:{column}");
            self.draft(draft, choice, &at)?;
        }
        Ok(())
    }

    /// Says what was decided in a source.
    fn remarks(&mut self, path: &Path, text: &str, imported: &Imported) {
        let path = path.display();
        let mut places = Places::new(text);
        for remark in &imported.remarks {
            let (line, column) = places.of(remark.at);
            self.remark(remark, &format!("{path}:{line}:{column}"));
        }
    }

    /// Writes one draft, unless its text was imported before.
    fn draft(&mut self, draft: &Draft, choice: Choice<'a>, at: &str) -> Result<(), Failure> {
        let (category, guess) = choice;
        let day = draft.day;
        let slot = self.slot(draft, category, day);
        let path = match slot {
            Slot::Free(path) => path,
            Slot::There(path) => {
                self.counts.again += 1;
                let note = Note::new("import-again").with("path", path);
                self.say_at(at, &note);
                return Ok(());
            }
        };
        let mut head = vec![Note::new("import-from").with("place", at).say(self.wording)];
        if let Some(guess) = guess {
            self.counts.unsure += 1;
            self.say_at(at, &guess);
            head.push(guess.say(self.wording));
        }
        let mut text = draft.text(&head, self.wording);
        if !self.importing.as_is {
            let (fixed, count) = tidied(&path, &text, category, self.config);
            text = fixed;
            self.counts.fixes += count;
        }
        self.taken.insert(path.clone(), draft.mark());
        self.counts.drafts += 1;
        if self.importing.dry_run {
            let kind = match self.wording.language() {
                Language::Chinese => draft.kind.chinese(),
                Language::English => draft.kind.name(),
            };
            let characters = draft.body.chars().filter(|c| !c.is_whitespace()).count();
            let title = visible::line(&draft.title).into_owned();
            self.rows
                .push([path, kind.to_owned(), characters.to_string(), title]);
            return Ok(());
        }
        let place = create(&self.source, &self.root, &path, &text)?;
        print(&format!(
            "{}\n",
            visible::line(&place.display().to_string())
        ));
        Ok(())
    }

    /// Returns the category of a draft.
    fn category(&self, draft: &Draft) -> Result<Choice<'a>, Failure> {
        let all = &self.config.categories;
        let is_bulletin = draft.kind == Kind::Bulletin;
        let fits = |category: &&Category| (category.kind == Kind::Bulletin) == is_bulletin;
        if let Some(into) = self.into.filter(fits) {
            return Ok((into, None));
        }
        let of_kind: Vec<&Category> = all.iter().filter(|c| c.kind == draft.kind).collect();
        let able: Vec<&Category> = all.iter().filter(fits).collect();
        let choice = if of_kind.is_empty() { able } else { of_kind };
        // Of several that are named alike often the first one counts.
        let best = choice
            .iter()
            .rev()
            .max_by_key(|category| named_in(draft, category));
        let Some(best) = best else {
            return Err(unknown_category(self.config, draft.kind.name()));
        };
        let others = choice.iter().filter(|c| c.id != best.id);
        let others: Vec<&str> = others.map(|c| c.title.as_str()).collect();
        let note = if self.into.is_some() {
            Some(Note::new("import-not-into").with("title", &best.title))
        } else if others.is_empty() {
            None
        } else {
            let others = others.join(self.wording.separator());
            let note = Note::new("import-category").with("title", &best.title);
            Some(note.with("others", others))
        };
        Ok((best, note))
    }

    /// Finds a place that no other article of the day has, or the file of the same text.
    fn slot(&mut self, draft: &Draft, category: &Category, day: Date) -> Slot {
        let base = slug_of_title(&draft.title);
        let mark = draft.mark();
        loop {
            let next = self.numbers.entry(base.clone()).or_insert(1);
            let number = *next;
            *next += 1;
            let slug = match (base.as_str(), number) {
                ("", number) => number.to_string(),
                (base, 1) => base.to_owned(),
                (base, number) => format!("{base}-{number}"),
            };
            // Two articles of one day claim one address in any category.
            let paths = self.config.categories.iter().map(|c| file(c, day, &slug));
            let mut is_free = true;
            for path in paths {
                if self.holds(&path, &mark) {
                    return Slot::There(path);
                }
                is_free &=
                    !self.taken.contains_key(&path) && !self.source.is_there(&SitePath::new(&path));
            }
            if is_free {
                return Slot::Free(file(category, day, &slug));
            }
        }
    }

    /// Returns true if a file was made of the text of a mark.
    fn holds(&self, path: &str, mark: &str) -> bool {
        if self.taken.get(path).is_some_and(|taken| taken == mark) {
            return true;
        }
        let bytes = self.source.read(&SitePath::new(path)).unwrap_or_default();
        memchr::memmem::find(&bytes, mark.as_bytes()).is_some()
    }

    fn remark(&mut self, remark: &Remark, at: &str) {
        match remark.sort {
            Sort::Decided => self.counts.joins += 1,
            Sort::Unsure => self.counts.unsure += 1,
            Sort::LeftOut => self.counts.left_out += 1,
            Sort::Lost => self.counts.lost += 1,
        }
        self.say_at(at, &remark.note);
    }

    fn say_at(&self, at: &str, said: &Note) {
        let text = said.say(self.wording);
        let text = text.trim_start_matches("- ");
        note(&format!("{}: {text}\n", visible::line(at)));
    }

    /// Shows the table, and sums up.
    fn end(&self) -> Status {
        let path = self
            .rows
            .iter()
            .map(|row| row[0].len())
            .max()
            .unwrap_or_default();
        for [place, kind, characters, title] in &self.rows {
            print(&format!(
                "{place:path$}  {kind:10}  {characters:>6}  {title}\n"
            ));
        }
        let counts = &self.counts;
        let words = [
            ("drafts", Word::Count(counts.drafts)),
            ("joins", Word::Count(counts.joins)),
            ("unsure", Word::Count(counts.unsure)),
            ("left", Word::Count(counts.left_out)),
            ("fixes", Word::Count(counts.fixes)),
        ];
        let id = if self.importing.dry_run {
            "import-would"
        } else {
            "import-done"
        };
        say(self.wording, id, &words);
        if counts.lost > 0 {
            say(
                self.wording,
                "import-lost",
                &[("count", Word::Count(counts.lost))],
            );
            return Status::Problems;
        }
        Status::Well
    }
}

/// Returns whether the headline names a category, and how often the text does.
fn named_in(draft: &Draft, category: &Category) -> (bool, usize) {
    let title = &category.title;
    (
        draft.title.contains(title),
        draft.body.matches(title).count(),
    )
}
