//! The target of a request.

/// Address of the preview's own pages and files, without the slash at its end; before it stands the
/// path prefix of the site, so that a server in front of the preview needs to know of that only.
pub(super) const DESK: &str = "/_desk";

/// Address at which open pages listen, below [`DESK`].
pub(super) const EVENTS: &str = "/_desk/events";

/// An address as a browser asks for it, still encoded.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) path: String,
    pub(super) query: Option<String>,
}

impl Target {
    /// Reads `path?query`.
    pub(super) fn new(text: &str) -> Target {
        let (path, query) = match text.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (text, None),
        };
        Target {
            path: path.to_owned(),
            query: query.map(str::to_owned),
        }
    }

    /// Returns a value of the query, decoded.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.query.as_deref().unwrap_or_default().as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    /// Returns the moment that is asked for, as it was typed.
    pub(super) fn at(&self) -> Option<String> {
        self.value("at").filter(|at| !at.is_empty())
    }

    /// Returns the query with its question mark, to be put behind a different path.
    pub(super) fn suffix(&self) -> String {
        match &self.query {
            Some(query) => format!("?{query}"),
            None => String::new(),
        }
    }
}
