//! Where links stand.

/// Where a document names what it leads to.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// In its text, as a link.
    Text,
    /// Among its related articles.
    Related,
    /// In a block of a topic page.
    Topic,
}

impl Place {
    /// Returns the name by which messages tell it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Place::Text => "text",
            Place::Related => "related",
            Place::Topic => "topic",
        }
    }
}
