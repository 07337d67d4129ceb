//! The copy rules, and a place at which one is broken.

use serde::{Deserialize, Serialize};

use crate::diagnostic::code::{self, Code};

/// Declares the rules, each with the code of its message and its name in `site.yaml`.
macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $code:expr, $name:literal;)*) => {
        /// A copy rule; each can be switched off in `site.yaml`, by code or by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Rule {
            $($(#[$doc])* $rule,)*
        }

        impl Rule {
            /// Every rule with its code and its name.
            pub const ALL: &[(Rule, Code, &'static str)] =
                &[$((Rule::$rule, $code, $name)),*];

            /// Returns the code of its message.
            pub fn code(self) -> Code {
                match self {
                    $(Rule::$rule => $code,)*
                }
            }
        }
    };
}

rules! {
    /// A half-width mark between Han characters. GB/T 15834-2011, 5.1; CLREQ, 2.5.
    HalfWidth = code::HALF_WIDTH_MARK, "half-width";
    /// A quotation mark, bracket or title mark without its partner. GB/T 15834-2011, 4.8, 4.9,
    /// 4.14.
    Unpaired = code::UNPAIRED_MARK, "unpaired";
    /// Straight quotation marks around Chinese text. GB/T 15834-2011, 4.8; CLREQ, 2.5.
    StraightQuotes = code::STRAIGHT_QUOTES, "straight-quotes";
    /// Dots or full stops for ……. GB/T 15834-2011, 4.11.
    Ellipsis = code::MALFORMED_ELLIPSIS, "ellipsis";
    /// Hyphens for ——. GB/T 15834-2011, 4.10.
    Dash = code::MALFORMED_DASH, "dash";
    /// A sentence that goes on in the next paragraph, as text copied out of columns does. GB/T
    /// 15834-2011, 4.1.
    ColumnBreak = code::COLUMN_BREAK, "column-break";
    /// The same character or mark twice by mistake: 的的, ，，. GB/T 15834-2011, 3.
    Repeated = code::REPEATED_CHARACTER, "repeated";
    /// Full-width Arabic digits. GB/T 15835-2011, 4.1; CLREQ, 2.4.
    WideDigits = code::FULL_WIDTH_DIGITS, "wide-digits";
    /// An indent that was typed; it is the theme's. CLREQ, 3.2.
    TypedIndent = code::TYPED_INDENT, "typed-indent";
    /// A space between Han characters of a sentence. CLREQ, 3.1.
    Space = code::SPACE_IN_SENTENCE, "space";
    /// A range whose first number lacks its %. GB/T 15835-2011, 5.1.
    PercentRange = code::PERCENT_RANGE, "percent-range";
    /// A character without width between Han characters, such as pages copied from the web hold.
    /// CLREQ, 3.1.
    Invisible = code::INVISIBLE_CHARACTER, "invisible";
    /// A word of the newsroom's own list, `content/_terms.yaml`.
    Term = code::DISCOURAGED_TERM, "terms";
    /// A link with full-width brackets. CommonMark 0.31, 6.3.
    WideLink = code::FULL_WIDTH_LINK, "wide-link";
    /// A full-width exclamation mark before what was to be a picture. CommonMark 0.31, 6.4.
    WidePicture = code::FULL_WIDTH_PICTURE, "wide-picture";
    /// A heading without a space after its `#`, or with a full-width one. CommonMark 0.31, 4.2.
    Heading = code::MALFORMED_HEADING, "heading";
    /// A footnote with a full-width colon. GFM, footnotes.
    WideNote = code::FULL_WIDTH_FOOTNOTE, "wide-note";
    /// Items of a list without a space after their hyphens. CommonMark 0.31, 5.2.
    List = code::MALFORMED_LIST, "list";
    /// Stars with spaces inside, which make nothing bold. CommonMark 0.31, 6.2.
    Stars = code::MALFORMED_BOLD, "stars";
    /// Rows of a table without a line of hyphens below the first. GFM, 4.10.
    Table = code::MALFORMED_TABLE, "table";
    /// A box whose first line is none of the five that there are. GFM, alerts.
    Alert = code::MALFORMED_ALERT, "alert";
    /// Full-width tildes around text that was to be struck. GFM, 6.5.
    WideTildes = code::FULL_WIDTH_TILDES, "wide-tildes";
    /// Cells that a table has no column for, and a line below a table that becomes one. GFM, 4.10.
    Cells = code::MISPLACED_CELLS, "cells";
    /// Lines with signs of items that are none of Markdown's, which become one paragraph.
    /// CommonMark 0.31, 5.2.
    MergedLines = code::MERGED_LINES, "merged-lines";
    /// A paragraph that the line below it makes a heading. CommonMark 0.31, 4.3.
    HeadingByLine = code::HEADING_BY_LINE, "heading-by-line";
    /// A quotation with a full-width sign. CommonMark 0.31, 5.1.
    WideQuote = code::FULL_WIDTH_QUOTATION, "wide-quote";
    /// Full-width stars around text that was to be bold. CommonMark 0.31, 6.2.
    WideStars = code::FULL_WIDTH_STARS, "wide-stars";
    /// Full-width quotation marks around the title of a link or picture. CommonMark 0.31, 6.3.
    LinkTitle = code::FULL_WIDTH_LINK_TITLE, "link-title";
    /// A space between the text of a link and its address. CommonMark 0.31, 6.3.
    LinkSpace = code::SPACE_WITHIN_LINK, "link-space";
    /// A title in signs of comparison: <<书名>>. GB/T 15834-2011, 4.14.
    AngleTitle = code::ANGLE_TITLE, "angle-title";
    /// What a different generator would read, and this one prints: `{{ … }}`, `:::`, `[[…]]`.
    Foreign = code::FOREIGN_SYNTAX, "foreign";
    /// A character that others cannot read: private use, lost objects, accents by themselves.
    Unreadable = code::UNREADABLE_CHARACTER, "unreadable";
    /// A character in a form that looks the same and is a different one: radicals, compatibility
    /// ideographs, letters with their accents apart. Unicode, UAX 15.
    OtherForm = code::DIFFERENT_FORM, "other-form";
    /// A space that is not typed by keyboards, in Chinese text. CLREQ, 3.1.
    OddSpace = code::ODD_SPACE, "odd-space";
    /// A paragraph without a mark at its end. GB/T 15834-2011, 4.1.
    MissingStop = code::MISSING_STOP, "missing-stop";
    /// A quotation over several paragraphs that only the first one opens. GB/T 15834-2011, 4.8.3.5.
    QuotedParagraphs = code::QUOTED_PARAGRAPHS, "quoted-paragraphs";
    /// Double quotation marks within double ones. GB/T 15834-2011, 4.8.3.4.
    NestedQuotes = code::NESTED_QUOTES, "nested-quotes";
}

/// A place at which a rule is broken; bytes count from the start of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What stands there.
    pub text: Box<str>,
    /// What should stand there instead, where that is sure.
    pub right: Option<Box<str>>,
}
