//! `dateline theme`: copies of built-in files in the site's theme. `copy` makes one, `diff` shows
//! what the program has changed since, `mark` notes that a copy has been brought up to date.

use similar::TextDiff;

use super::args::{Args, ThemeAction, Theming};
use super::site::config_of;
use super::status::Status;
use super::terminal::{print, say};
use crate::base::path::SitePath;
use crate::content::config::Config;
use crate::diagnostic::code;
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Failure, nearest};
use crate::publish;
use crate::source::Source;
use crate::theme::copies::{self, Copy, Standing};

pub(super) fn run(args: &Args, theming: &Theming, wording: &Wording) -> Result<Status, Failure> {
    let root = args.site()?;
    let site = Site {
        config: config_of(&root)?,
        source: Source::open(&root)
            .map_err(|e| Failure::io(code::UNREADABLE_FOLDER, root.display(), &e))?,
    };
    let named: Vec<String> = theming
        .files
        .iter()
        .map(|file| site.meant(file))
        .collect::<Result<_, Failure>>()?;
    match theming.action {
        ThemeAction::Copy if named.is_empty() => {
            for name in copies::built_in_names() {
                print(&format!("{name}\n"));
            }
        }
        ThemeAction::Copy => {
            for name in &named {
                site.copy(name)?;
            }
            say(wording, "theme-copied", &[]);
        }
        ThemeAction::Diff => {
            for copy in site.copies(&named)? {
                show(&copy, wording);
            }
        }
        ThemeAction::Mark => {
            for copy in site.copies(&named)? {
                site.mark(&copy)?;
                print(&format!("{}\n", copy.path));
            }
        }
    }
    Ok(Status::Well)
}

/// The site whose theme is worked on.
struct Site {
    config: Config,
    source: Source,
}

impl Site {
    /// Returns the built-in file that is meant, by its path below the theme's folder.
    fn meant(&self, file: &str) -> Result<String, Failure> {
        if let Some(name) = copies::built_in_name(&self.config, file) {
            return Ok(name);
        }
        let failure = Failure::new(code::UNKNOWN_THEME_FILE).with("text", file);
        let known: Vec<&str> = copies::built_in_names().map(below).collect();
        let mut same = known.iter().copied();
        let same = same.find(|name| name.rsplit('/').next() == Some(file));
        Err(
            match same.or_else(|| nearest(file, known.iter().copied())) {
                Some(near) => failure.with("nearest", near),
                None => failure,
            },
        )
    }

    /// Copies a built-in file into the theme, which must not have it, and prints its path.
    fn copy(&self, name: &str) -> Result<(), Failure> {
        let built_in = copies::built_in(name);
        let path = copies::path_of(&self.config, name);
        if self.is_there(&path) {
            return Err(Failure::new(code::THEME_FILE_EXISTS).with("path", path));
        }
        self.keep_original(name)?;
        self.write(&path, &copies::marked(name, built_in))?;
        print(&format!("{path}\n"));
        Ok(())
    }

    /// Notes in a copy that it has been compared with the built-in file of today.
    fn mark(&self, copy: &Copy) -> Result<(), Failure> {
        self.keep_original(&copy.name)?;
        let path = copies::path_of(&self.config, &copy.name);
        self.write(&path, &copies::marked(&copy.name, copy.text.as_bytes()))
    }

    /// Keeps the built-in file beside the theme, to tell later what has changed.
    fn keep_original(&self, name: &str) -> Result<(), Failure> {
        let path = copies::original_of(&self.config, name);
        self.write(&path, copies::built_in(name))
    }

    /// Returns the copies of these built-in files, or all.
    fn copies(&self, named: &[String]) -> Result<Vec<Copy>, Failure> {
        let all = copies::copies(&self.source, &self.config);
        for name in named {
            if !all.iter().any(|copy| copy.name == *name) {
                let path = copies::path_of(&self.config, name);
                return Err(Failure::new(code::NO_THEME_COPY).with("path", path));
            }
        }
        let wanted = all.into_iter();
        Ok(wanted
            .filter(|copy| named.is_empty() || named.contains(&copy.name))
            .collect())
    }

    fn is_there(&self, path: &str) -> bool {
        self.source.is_there(&SitePath::new(path))
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        publish::overwrite_own(&self.source, path, bytes)
            .map_err(|e| Failure::io(code::UNWRITABLE_FILE, path, &e))
    }
}

/// Returns a name without the first folder, which is left out as often as not.
fn below(name: &'static str) -> &'static str {
    name.split_once('/').map_or(name, |(_, below)| below)
}

/// Says how a copy stands, and shows what it lacks as a patch for it.
fn show(copy: &Copy, wording: &Wording) {
    let built_in = String::from_utf8_lossy(copies::built_in(&copy.name));
    let path = copy.path.as_str();
    let (id, version, before) = match &copy.standing {
        Standing::Current => return say(wording, "theme-current", &[("path", Word::Text(path))]),
        Standing::Behind {
            version,
            original: Some(original),
        } => ("theme-behind", version.as_str(), original),
        Standing::Behind {
            version,
            original: None,
        } => ("theme-behind-lost", version.as_str(), &copy.text),
        Standing::Unmarked => ("theme-unmarked", "", &copy.text),
    };
    let words = [("path", Word::Text(path)), ("version", Word::Text(version))];
    say(wording, id, &words);
    let diff = TextDiff::from_lines(&**before, &*built_in);
    let diff = diff.unified_diff().header(path, path).to_string();
    print(&diff);
}
