//! The site that a command works on.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::environment::{Clock, clock};
use crate::base::path::SitePath;
use crate::content::config::{self, Config};
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::edition::Options;
use crate::site::Visibility;
use crate::source::{self, Source};

/// Finds the site's folder: the one named, or the nearest at or above this one.
pub(super) fn find_root(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(root) = named {
        return if source::is_site(root) {
            Ok(root.to_path_buf())
        } else {
            Err(Failure::new(code::NO_SITE).with("path", root.display()))
        };
    }
    let here =
        std::env::current_dir().map_err(|e| Failure::io(code::UNREADABLE_FOLDER, ".", &e))?;
    source::find_root(&here).ok_or_else(|| Failure::new(code::NO_SITE).with("path", here.display()))
}

/// Reads a site's configuration, as far as it can be read.
pub(super) fn config_of(root: &Path) -> Result<Config, Failure> {
    let path = SitePath::new(config::PATH);
    let bytes = Source::open(root)
        .and_then(|source| source.read(&path))
        .map_err(|e| Failure::io(code::UNREADABLE_FOLDER, root.display(), &e))?;
    Ok(source::text(&path, bytes)
        .map(|text| Config::read(&path, &text).value)
        .unwrap_or_default())
}

/// Returns the options to open a site as a build would, at the moment given or else now.
pub(super) fn options(moment: Option<DateTime<Utc>>) -> Result<Options, Failure> {
    Ok(options_at(clock(moment)?))
}

/// Returns the options to open a site as a build would by a clock.
pub(super) fn options_at(clock: Clock) -> Options {
    let visibility = Visibility {
        now: clock.now,
        ..Visibility::default()
    };
    Options {
        visibility,
        ..Options::default()
    }
}
