//! The newsroom's copy rules for Chinese text: marks, dashes, quotes, breaks that were pasted in.
//!
//! A [`Passage`] is a paragraph, heading or line of front matter as readers see it, in which every
//! character knows its place in the file; code, pictures, HTML and addresses are one blank each.
//! All rules are conservative: where good newspapers differ, they are silent. Each names its
//! standard: GB/T 15834-2011 标点符号用法, GB/T 15835-2011 出版物上数字用法, CLREQ (W3C, 中文排版需求), and for
//! Markdown that a Chinese keyboard spoilt CommonMark 0.31 and GitHub Flavored Markdown (GFM).

mod digits;
mod marks;
mod markup;
mod pairs;
mod paragraphs;
pub mod terms;

use serde::{Deserialize, Serialize};

pub use terms::Terms;

use crate::base::path::SitePath;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};

/// A copy rule; each can be switched off in `site.yaml`, by code or by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
    /// A half-width mark between Han characters. GB/T 15834-2011, 5.1; CLREQ, 2.5.
    HalfWidth,
    /// A quotation mark, bracket or title mark without its partner. GB/T 15834-2011, 4.8, 4.9,
    /// 4.14.
    Unpaired,
    /// Straight quotation marks around Chinese text. GB/T 15834-2011, 4.8; CLREQ, 2.5.
    StraightQuotes,
    /// Dots or full stops for ……. GB/T 15834-2011, 4.11.
    Ellipsis,
    /// Hyphens for ——. GB/T 15834-2011, 4.10.
    Dash,
    /// A sentence that goes on in the next paragraph, as text copied out of columns does. GB/T
    /// 15834-2011, 4.1.
    ColumnBreak,
    /// The same character or mark twice by mistake: 的的, ，，. GB/T 15834-2011, 3.
    Repeated,
    /// Full-width Arabic digits. GB/T 15835-2011, 4.1; CLREQ, 2.4.
    WideDigits,
    /// An indent that was typed; it is the theme's. CLREQ, 3.2.
    TypedIndent,
    /// A space between Han characters of a sentence. CLREQ, 3.1.
    Space,
    /// A range whose first number lacks its %. GB/T 15835-2011, 5.1.
    PercentRange,
    /// A character without width between Han characters, such as pages copied from the web hold.
    /// CLREQ, 3.1.
    Invisible,
    /// A word of the newsroom's own list, `content/_terms.yaml`.
    Term,
    /// A link with full-width brackets. CommonMark 0.31, 6.3.
    WideLink,
    /// A full-width exclamation mark before what was to be a picture. CommonMark 0.31, 6.4.
    WidePicture,
    /// A heading without a space after its `#`, or with a full-width one. CommonMark 0.31, 4.2.
    Heading,
    /// A footnote with a full-width colon. GFM, footnotes.
    WideNote,
    /// Items of a list without a space after their hyphens. CommonMark 0.31, 5.2.
    List,
    /// Stars with spaces inside, which make nothing bold. CommonMark 0.31, 6.2.
    Stars,
    /// Rows of a table without a line of hyphens below the first. GFM, 4.10.
    Table,
    /// A box whose first line is none of the five that there are. GFM, alerts.
    Alert,
    /// Full-width tildes around text that was to be struck. GFM, 6.5.
    WideTildes,
}

impl Rule {
    /// Every rule with its code and its name in `site.yaml`.
    pub const ALL: [(Rule, Code, &'static str); 22] = [
        (Rule::HalfWidth, code::HALF_WIDTH_MARK, "half-width"),
        (Rule::Unpaired, code::UNPAIRED_MARK, "unpaired"),
        (
            Rule::StraightQuotes,
            code::STRAIGHT_QUOTES,
            "straight-quotes",
        ),
        (Rule::Ellipsis, code::MALFORMED_ELLIPSIS, "ellipsis"),
        (Rule::Dash, code::MALFORMED_DASH, "dash"),
        (Rule::ColumnBreak, code::COLUMN_BREAK, "column-break"),
        (Rule::Repeated, code::REPEATED_CHARACTER, "repeated"),
        (Rule::WideDigits, code::FULL_WIDTH_DIGITS, "wide-digits"),
        (Rule::TypedIndent, code::TYPED_INDENT, "typed-indent"),
        (Rule::Space, code::SPACE_IN_SENTENCE, "space"),
        (Rule::PercentRange, code::PERCENT_RANGE, "percent-range"),
        (Rule::Invisible, code::INVISIBLE_CHARACTER, "invisible"),
        (Rule::Term, code::DISCOURAGED_TERM, "terms"),
        (Rule::WideLink, code::FULL_WIDTH_LINK, "wide-link"),
        (Rule::WidePicture, code::FULL_WIDTH_PICTURE, "wide-picture"),
        (Rule::Heading, code::MALFORMED_HEADING, "heading"),
        (Rule::WideNote, code::FULL_WIDTH_FOOTNOTE, "wide-note"),
        (Rule::List, code::MALFORMED_LIST, "list"),
        (Rule::Stars, code::MALFORMED_BOLD, "stars"),
        (Rule::Table, code::MALFORMED_TABLE, "table"),
        (Rule::Alert, code::MALFORMED_ALERT, "alert"),
        (Rule::WideTildes, code::FULL_WIDTH_TILDES, "wide-tildes"),
    ];

    /// Returns the code of its message.
    pub fn code(self) -> Code {
        Rule::ALL[self as usize].1
    }
}

/// A place at which a rule is broken; bytes count from the start of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
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

impl Slip {
    /// Makes the warning of a slip in `file`.
    pub fn problem(&self, file: &SitePath, terms: &Terms) -> Diagnostic {
        let range = self.start as usize..self.end as usize;
        let warning = Diagnostic::new(self.rule.code(), Span::new(file, range.clone()))
            .with("text", &self.text);
        let warning = match &self.right {
            Some(right) => warning.with("right", right).replace(range, &**right),
            None if self.rule == Rule::HalfWidth && *self.text == *"." => warning.hint("stop"),
            None => warning,
        };
        match terms.note(&self.text).filter(|_| self.rule == Rule::Term) {
            Some(note) => warning.with("note", note).hint("note"),
            None => warning,
        }
    }
}

/// What a passage is: some rules hold for running text only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A paragraph of the text's own.
    Paragraph,
    /// Text within a list, a quotation, a note.
    Inner,
    /// A headline, heading or cell: it may lack marks and be set with spaces.
    Line,
    /// A heading of the text or a tag, whose words make an address: they are not changed unasked.
    Name,
    /// Something between paragraphs that is no text.
    Gap,
}

/// Stands in a passage for what is no text: code, a picture, HTML, an address.
pub const BLANK: char = '\u{fffc}';

/// Text as readers see it, with the place of each character.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub form: Form,
    /// Characters with their bytes in the file; a line break is `\n`.
    pub chars: Vec<(char, u32)>,
    /// Byte after the last character.
    pub end: u32,
    /// Bytes of an indent that was typed before it.
    pub indent: Option<(u32, u32)>,
}

impl Passage {
    /// Makes an empty passage.
    pub fn new(form: Form) -> Passage {
        Passage {
            form,
            chars: Vec::new(),
            end: 0,
            indent: None,
        }
    }

    /// Adds `text`, which stands as `source` at byte `at` of the file; escaped characters are
    /// blanks.
    ///
    /// Text that cannot be found in the source is a blank as a whole.
    pub fn push(&mut self, text: &str, source: &str, at: u32) {
        let place = |i: usize| at.saturating_add(u32::try_from(i).unwrap_or(u32::MAX));
        if text == source {
            // Most characters have three bytes.
            self.chars.reserve(text.len() / 3 + 1);
            self.chars
                .extend(text.char_indices().map(|(i, c)| (c, place(i))));
            self.end = place(text.len());
            return;
        }
        let from = self.chars.len();
        let mut rest = source.char_indices();
        let mut end = 0;
        for c in text.chars() {
            let mut escaped = false;
            loop {
                match rest.next() {
                    Some((i, s)) if s == c => {
                        self.chars.push((if escaped { BLANK } else { c }, place(i)));
                        end = i + s.len_utf8();
                        break;
                    }
                    Some((i, '&'))
                        if source.as_bytes()[i..].iter().take(40).any(|b| *b == b';') =>
                    {
                        rest.by_ref().find(|(_, s)| *s == ';');
                        self.chars.push((BLANK, place(i)));
                        break;
                    }
                    Some(_) => escaped = true,
                    None => {
                        self.chars.truncate(from);
                        self.chars.push((BLANK, at));
                        self.end = place(source.len());
                        return;
                    }
                }
            }
        }
        self.end = place(end);
    }

    /// Adds a character that stands for something at byte `at`.
    pub fn mark(&mut self, c: char, at: u32) {
        self.chars.push((c, at));
        self.end = at.saturating_add(1);
    }

    fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(c, _)| *c)
    }

    fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|i| self.at(i))
    }

    /// Returns the bytes of the characters `from..to`.
    fn bytes(&self, from: usize, to: usize) -> (u32, u32) {
        let at = |i: usize| self.chars.get(i).map_or(self.end, |(_, at)| *at);
        let last = self
            .chars
            .get(to.saturating_sub(1))
            .map_or(self.end, |(c, at)| at + c.len_utf8() as u32);
        (at(from), last.max(at(from)))
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.chars[from..to].iter().map(|(c, _)| *c).collect()
    }

    /// Reports the characters `from..to`; `right` should stand in their place.
    fn slip(&self, rule: Rule, from: usize, to: usize, right: Option<String>) -> Slip {
        let (start, end) = self.bytes(from, to);
        // What holds a blank cannot be written anew.
        let right = right.filter(|r| !r.contains(BLANK) && !self.text(from, to).contains(BLANK));
        let right = right
            .filter(|_| self.form != Form::Name || !matches!(rule, Rule::Term | Rule::WideDigits));
        let is_whole = (end - start) as usize == self.text(from, to).len();
        let right = right.filter(|_| is_whole).map(Into::into);
        Slip {
            rule,
            start,
            end,
            text: self.text(from, to).into(),
            right,
        }
    }

    /// Makes every web address that was typed into the text a blank.
    fn blank_addresses(&mut self) {
        let mut i = 0;
        while i + 2 < self.chars.len() {
            if self.chars[i].0 == ':' && self.chars[i + 1].0 == '/' && self.chars[i + 2].0 == '/' {
                let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>');
                let before = self.chars[..i]
                    .iter()
                    .rev()
                    .take_while(|(c, _)| c.is_ascii_alphanumeric())
                    .count();
                let after = self.chars[i..]
                    .iter()
                    .take_while(|(c, _)| is_part(*c))
                    .count();
                for (c, _) in &mut self.chars[i - before..i + after] {
                    *c = BLANK;
                }
                i += after;
            }
            i += 1;
        }
    }
}

/// How many slips of one file are told, from its head on: nobody reads as many.
const MOST: usize = 10_000;

/// Checks the passages of a file's front matter and of its Markdown; `is_on` tells which rules are
/// wanted.
pub fn check(
    text: &str,
    front: Vec<Passage>,
    body: Vec<Passage>,
    terms: &Terms,
    is_on: impl Fn(Rule) -> bool,
) -> Vec<Slip> {
    let mut found = Vec::new();
    body.iter()
        .for_each(|passage| markup::check(passage, text, &mut found));
    let is_link = |s: &&Slip| s.rule == Rule::WideLink && is_on(s.rule);
    let mut links: Vec<_> = found
        .iter()
        .filter(is_link)
        .map(|s| s.start..s.end)
        .collect();
    links.sort_by_key(|link| link.start);
    let mut passages = front;
    passages.extend(body);
    for passage in &mut passages {
        passage.blank_addresses();
        if let Some((start, end)) = passage.indent {
            let (text, right) = ("\u{3000}".into(), Some("".into()));
            found.push(Slip {
                rule: Rule::TypedIndent,
                start,
                end,
                text,
                right,
            });
        }
        terms.check(passage, &mut found);
        if passage.chars.iter().any(|(c, _)| is_han(*c)) {
            marks::check(passage, &mut found);
            digits::check(passage, &mut found);
        }
    }
    paragraphs::check(&passages, &mut found);
    // The brackets of a link are no brackets of the text.
    let is_of_link = |s: &Slip| {
        let is_bracket = matches!(&*s.text, "(" | ")" | "（" | "）" | "【" | "】");
        let link = links
            .partition_point(|link| link.start <= s.start)
            .checked_sub(1);
        is_bracket && link.is_some_and(|i| links[i].contains(&s.start))
    };
    found.retain(|slip| is_on(slip.rule) && !is_of_link(slip));
    found.sort_by_key(|slip| (slip.start, slip.end));
    found.truncate(MOST);
    found
}

/// Tells whether `c` is a Han character (CJK Unified Ideographs, extension A and 〇).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Tells whether `c` is one of the Han characters that no rule looks for by itself: most characters
/// are.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') && !matches!(c, '的' | '了' | '们')
}

/// Tells whether Chinese text ends with `c`: a Han character or a mark that closes.
fn ends_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '”' | '’' | '》' | '〉' | '）' | '】' | '」' | '』')
}

/// Tells whether Chinese text starts with `c`: a Han character or a mark that opens.
fn starts_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '“' | '‘' | '《' | '〈' | '（' | '【' | '「' | '『')
}
