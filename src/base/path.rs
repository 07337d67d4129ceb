//! Paths of the site's files, as values.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

/// Path of a file below the site's folder: relative, `/` between parts, no `.` or `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Makes a site path of text that is known to be one.
    pub fn new(path: impl AsRef<str>) -> SitePath {
        SitePath(Arc::from(path.as_ref()))
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Returns the folder, without a slash at its end; empty for the site's own folder.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |i| &self.0[..i])
    }

    /// Returns the ending after the last dot, in lower case; empty if there is none.
    pub fn extension(&self) -> String {
        self.name()
            .rsplit_once('.')
            .map_or_else(String::new, |(_, e)| e.to_ascii_lowercase())
    }

    /// Resolves a relative path against this file's folder; `None` if it leaves the site.
    pub fn join(&self, relative: &str) -> Option<SitePath> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|p| !p.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                p => parts.push(p),
            }
        }
        Some(SitePath::new(parts.join("/")))
    }

    /// Returns the file that a path in front matter or Markdown of this file names: relative, with
    /// percent signs to be decoded.
    ///
    /// `None` if it leaves `content/`.
    pub fn resolve(&self, path: &str) -> Option<SitePath> {
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        self.join(&decoded)
            .filter(|found| found.as_str().starts_with("content/"))
    }
}

impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}
