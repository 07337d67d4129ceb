//! Markdown: CommonMark 0.31 and the extensions of FORMAT.md, set for Chinese text.
//!
//! One parse serves two readers: [`facts`] tells what a document needs of the site and what is
//! wrong with it, [`html`] sets it. Both walk the same list of events, so that they agree on the
//! ids of headings and on what raw HTML loses. `docs/markdown.md` says where the dialect differs
//! from others.

mod events;
mod facts;
mod html;
mod inline;
mod link;
mod nest;
mod notes;
mod passages;
mod raw;
mod summary;
mod table;

use serde::Serialize;

pub use facts::{facts, read};
pub use html::html;
pub use link::is_external;

/// Where a destination leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Target {
    /// An address.
    Href(String),
    /// A picture with its size.
    Image {
        /// Address.
        src: String,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// A chart, as an SVG that is safe to be set.
    Chart(String),
    /// An article that is not public (yet): the text is set without a link.
    Withheld,
}

/// What is known of a text without setting it. All places count from the start of the text.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Facts {
    /// Opening of the text, at most 120 characters; empty when it has no paragraph.
    pub summary: String,
    /// Links and pictures in the order of the text; none that are forbidden.
    pub links: Vec<Link>,
    /// Ids of the headings in the order of the text.
    pub headings: Vec<String>,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
}

/// A destination as written, with its place.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Link {
    /// Destination, with character references and escapes resolved.
    pub dest: String,
    /// First byte: of the destination, or of the whole link where the destination stands elsewhere.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// A picture, not a link.
    pub image: bool,
}

/// Something wrong in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The words of the text that are meant: a destination, `[^1]`, `<script>`, `onclick`.
    pub text: String,
}

/// Kinds of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// A link or picture of a scheme other than http, https, mailto and tel.
    ForbiddenScheme,
    /// U+FDD0, which the program keeps for itself.
    Noncharacter,
    /// A picture without a text that stands for it.
    MissingAlt,
    /// A reference to a footnote that is not defined.
    MissingFootnote,
    /// An element or attribute of raw HTML that is left out.
    RawHtml,
    /// What was meant for a link or picture, but has a space in its destination.
    SpacedLink,
    /// A comment without an end, which takes the rest of the text with it.
    OpenComment,
    /// Quotations, lists, notes or emphasis nested deeper than anybody writes.
    TooDeep,
    /// An element of raw HTML that is not closed, and would be opened again in all that follows.
    LeftOpen,
    /// More charts than a page can hold.
    ManyCharts,
    /// An address in raw HTML with a user name before its host.
    UserName,
}
