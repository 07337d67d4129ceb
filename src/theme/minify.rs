//! Makes a style sheet smaller, and finds what it names and where it is broken.
//!
//! White space and comments go; everything else stays as it is written, so that a style sheet may
//! use what no program knows yet. What is held is the grammar that all rules share (CSS Syntax
//! Module Level 3): brackets, strings, rules with blocks, declarations with colons.

use std::ops::Range;

use cssparser::{ParseError, Parser, Token, TokenSerializationType, serialize_string};

/// A style sheet, minified.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    css: String,
    /// What it names, in order.
    pub(super) links: Vec<Link>,
}

/// An address in a style sheet: in `url(…)`, `src(…)` or `image-set(…)`, or behind `@import`.
#[derive(Debug)]
pub(super) struct Link {
    /// The address.
    pub(super) url: String,
    /// Its bytes in the source.
    pub(super) range: Range<usize>,
    /// Its bytes in the minified text, with its quotation marks.
    at: Range<usize>,
}

/// What is broken in a style sheet: the name of a reason, and its byte.
pub(super) type Fault = (&'static str, usize);

const STRING: &str = "reason-css-string";
const COMMENT: &str = "reason-css-comment";
const BRACKET: &str = "reason-css-bracket";
const RULE: &str = "reason-css-rule";
const COLON: &str = "reason-css-colon";
const DEEP: &str = "reason-css-deep";

impl Sheet {
    /// Reads a style sheet.
    pub(super) fn read(css: &str) -> Result<Sheet, Fault> {
        let mut writer = Writer::new(css);
        let mut parser = Parser::new(css);
        writer.items(&mut parser, true)?;
        writer.write_semicolon();
        Ok(writer.sheet)
    }

    /// Returns the text with these addresses, one for each link.
    pub(super) fn with(&self, urls: &[String]) -> String {
        let mut css = String::with_capacity(self.css.len());
        let mut end = 0;
        for (link, url) in self.links.iter().zip(urls) {
            css.push_str(&self.css[end..link.at.start]);
            write_string(url, &mut css);
            end = link.at.end;
        }
        css.push_str(&self.css[end..]);
        css
    }
}

fn write_string(text: &str, css: &mut String) {
    // A `String` takes everything.
    serialize_string(text, css).ok();
}

/// What was read of a rule or declaration.
#[derive(Default)]
struct Item {
    /// Where it starts; `None` if nothing of it was read.
    start: Option<usize>,
    /// It starts with `@`.
    is_at: bool,
    /// It starts with a name, as a declaration does.
    is_named: bool,
    /// Its name starts with two hyphens: its value may be anything.
    is_custom: bool,
    /// It starts with `@import`, and its address was not read yet.
    imports: bool,
    has_colon: bool,
}

impl Item {
    fn see(&mut self, token: &Token<'_>, at: usize) {
        if self.start.is_none() {
            self.start = Some(at);
            self.is_at = matches!(token, Token::AtKeyword(_));
            self.is_named = matches!(token, Token::Ident(_) | Token::Delim('*'));
            self.is_custom = matches!(token, Token::Ident(name) if name.starts_with("--"));
            self.imports =
                matches!(token, Token::AtKeyword(name) if name.eq_ignore_ascii_case("import"));
        }
        self.has_colon |= matches!(token, Token::Colon);
    }

    /// Reports what ends without a block and is no declaration; at the top nothing but a rule with
    /// `@` may end so.
    fn end(&self, is_top: bool) -> Result<(), Fault> {
        match self.start {
            None => Ok(()),
            Some(_) if self.is_at => Ok(()),
            Some(start) if is_top => Err((RULE, start)),
            Some(_) if self.is_named && self.has_colon => Ok(()),
            Some(start) => Err((COLON, start)),
        }
    }
}

/// What was between two tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Comment,
    Space,
}

struct Writer<'c> {
    source: &'c str,
    sheet: Sheet,
    last: TokenSerializationType,
    gap: Gap,
    /// A semicolon comes before the next token, unless a block ends there.
    semicolon: bool,
}

impl<'c> Writer<'c> {
    fn new(source: &'c str) -> Writer<'c> {
        Writer {
            source,
            sheet: Sheet::default(),
            last: TokenSerializationType::Nothing,
            gap: Gap::None,
            semicolon: false,
        }
    }

    /// Writes rules and declarations up to the end of their block.
    fn items(&mut self, parser: &mut Parser<'_>, is_top: bool) -> Result<(), Fault> {
        let mut item = Item::default();
        while let Some((token, range)) = self.next(parser)? {
            match token {
                Token::Semicolon => {
                    item.end(is_top)?;
                    self.semicolon |= item.start.is_some();
                    self.gap = Gap::None;
                    item = Item::default();
                }
                Token::CurlyBracketBlock => {
                    let starts_with_block = item.start.is_none();
                    if starts_with_block {
                        return Err((RULE, range.start));
                    }
                    let is_value = item.is_custom && item.has_colon;
                    self.block(parser, &token, range, is_value)?;
                    if !is_value {
                        item = Item::default();
                    }
                }
                Token::CDO | Token::CDC if is_top => {}
                token => {
                    item.see(&token, range.start);
                    let is_import = item.imports && matches!(token, Token::QuotedString(_));
                    item.imports &= !is_import;
                    self.token(parser, token, range, is_import)?;
                }
            }
        }
        item.end(is_top)
    }

    /// Writes tokens up to the end of a bracket; texts are addresses if `are_urls`.
    fn values(&mut self, parser: &mut Parser<'_>, are_urls: bool) -> Result<(), Fault> {
        while let Some((token, range)) = self.next(parser)? {
            if matches!(token, Token::CurlyBracketBlock) {
                self.block(parser, &token, range, true)?;
            } else {
                let is_url = are_urls && matches!(token, Token::QuotedString(_));
                self.token(parser, token, range, is_url)?;
            }
        }
        Ok(())
    }

    /// Reads the next token that says something, with its bytes; `None` at the end of the block.
    fn next<'i>(
        &mut self,
        parser: &mut Parser<'i>,
    ) -> Result<Option<(Token<'i>, Range<usize>)>, Fault> {
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments() else {
                return Ok(None);
            };
            let token = token.clone();
            let range = start..parser.position().byte_index();
            match token {
                Token::WhiteSpace(_) => self.gap = Gap::Space,
                Token::Comment(_) if !self.source[range.clone()].ends_with("*/") => {
                    return Err((COMMENT, start));
                }
                Token::Comment(_) if self.gap == Gap::None => self.gap = Gap::Comment,
                Token::Comment(_) => {}
                Token::BadUrl(_) | Token::BadString(_) => return Err((STRING, start)),
                Token::QuotedString(_) if !is_closed(&self.source[range.clone()]) => {
                    return Err((STRING, start));
                }
                Token::CloseParenthesis | Token::CloseSquareBracket | Token::CloseCurlyBracket => {
                    return Err((BRACKET, start));
                }
                _ => return Ok(Some((token, range))),
            }
        }
    }

    /// Writes a token, with what is in its brackets.
    fn token(
        &mut self,
        parser: &mut Parser<'_>,
        token: Token<'_>,
        range: Range<usize>,
        is_url: bool,
    ) -> Result<(), Fault> {
        match &token {
            Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock => {
                self.block(parser, &token, range, true)
            }
            Token::UnquotedUrl(url) => {
                self.space(&token, "url(");
                self.sheet.css.push_str("url(");
                self.link(url, range);
                self.sheet.css.push(')');
                Ok(())
            }
            Token::QuotedString(url) if is_url => {
                self.space(&token, "\"");
                self.link(url, range);
                Ok(())
            }
            _ => {
                let text = &self.source[range];
                self.space(&token, text);
                self.sheet.css.push_str(text);
                Ok(())
            }
        }
    }

    /// Writes what opens a bracket, what is in it, and what closes it.
    fn block(
        &mut self,
        parser: &mut Parser<'_>,
        token: &Token<'_>,
        range: Range<usize>,
        has_values: bool,
    ) -> Result<(), Fault> {
        let text = &self.source[range.clone()];
        self.space(token, text);
        self.sheet.css.push_str(text);
        let close = match token {
            Token::CurlyBracketBlock => '}',
            Token::SquareBracketBlock => ']',
            _ => ')',
        };
        let are_urls = matches!(token, Token::Function(name) if takes_addresses(name));
        let mut end = 0;
        let nested = parser.parse_nested_block(|inner| {
            let found = if has_values {
                self.values(inner, are_urls)
            } else {
                self.items(inner, false)
            };
            end = inner.position().byte_index();
            found.map_err(ParseError::custom)
        });
        nested.map_err(|error: ParseError<Fault>| match error.kind {
            cssparser::ParseErrorKind::Custom(fault) => fault,
            cssparser::ParseErrorKind::Basic(_) => (DEEP, range.start),
        })?;
        // A bracket that is not closed ends with the file.
        if parser.position().byte_index() == end {
            return Err((BRACKET, range.start));
        }
        self.semicolon &= has_values;
        self.gap = Gap::None;
        self.sheet.css.push(close);
        self.last = TokenSerializationType::Nothing;
        Ok(())
    }

    /// Writes an address, to be replaced by that of an asset.
    fn link(&mut self, url: &str, range: Range<usize>) {
        let source = &self.source[range.clone()];
        // An address with escapes is not in the source as it is meant.
        let inside = source.find(url).map_or(range.clone(), |i| {
            range.start + i..range.start + i + url.len()
        });
        let start = self.sheet.css.len();
        write_string(url, &mut self.sheet.css);
        self.sheet.links.push(Link {
            url: url.to_owned(),
            range: inside,
            at: start..self.sheet.css.len(),
        });
    }

    fn write_semicolon(&mut self) {
        if std::mem::take(&mut self.semicolon) {
            self.sheet.css.push(';');
            self.last = TokenSerializationType::Nothing;
        }
    }

    /// Writes what has to stand between the last token and one that is written as `text`.
    fn space(&mut self, token: &Token<'_>, text: &str) {
        if self.semicolon {
            self.write_semicolon();
            self.gap = Gap::None;
        }
        let kind = token.serialization_type();
        let before = self.sheet.css.chars().next_back();
        let after = text.chars().next();
        let is_spaced = !before.is_none_or(|c| "{}(,:;>[".contains(c))
            && !after.is_none_or(|c| "{,>!".contains(c));
        match self.gap {
            Gap::Space if is_spaced => self.sheet.css.push(' '),
            Gap::Space | Gap::Comment if self.last.needs_separator_when_before(kind) => {
                self.sheet.css.push_str("/**/");
            }
            Gap::Space | Gap::Comment | Gap::None => {}
        }
        self.gap = Gap::None;
        self.last = kind;
    }
}

/// Returns true if a text in quotation marks has the second one; what ends with the file has not.
fn is_closed(text: &str) -> bool {
    let inside = text.get(1..).unwrap_or_default();
    let mut rest = inside.chars();
    let mut last = None;
    while let Some(c) = rest.next() {
        if c == '\\' {
            rest.next();
            last = None;
        } else {
            last = Some(c);
        }
    }
    last.is_some() && last == text.chars().next()
}

/// Returns true for a function whose texts are addresses.
fn takes_addresses(name: &str) -> bool {
    ["url", "src", "image-set", "-webkit-image-set"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_left_out() {
        for (css, expected) in [
            ("a { color: red; }", "a{color:red}"),
            ("/* x */\na  ,\n b > c { }\n", "a,b>c{}"),
            (
                "a :hover, a:hover {color:red;;}",
                "a :hover,a:hover{color:red}",
            ),
            (
                "a { margin: 0 auto ! important }",
                "a{margin:0 auto! important}",
            ),
            ("a { width: calc(1px + 2px) }", "a{width:calc(1px + 2px)}"),
            ("a/**/b{}", "a/**/b{}"),
            (
                "@media screen and (min-width: 1px) { a { b: c } }",
                "@media screen and (min-width:1px){a{b:c}}",
            ),
            ("@layer a, b; c { d: e }", "@layer a,b;c{d:e}"),
            ("a { --x: { y }; --z: ; }", "a{--x:{y};--z:}"),
            (
                "a { b: c; &:hover { d: e } f: g; }",
                "a{b:c;&:hover{d:e}f:g}",
            ),
            (
                "a::before { content: \"} ; \" }",
                "a::before{content:\"} ; \"}",
            ),
            (
                "a { font: 1rem / 1.5 \"雪\", serif }",
                "a{font:1rem / 1.5 \"雪\",serif}",
            ),
            ("a[b = \"c\" i] { }", "a[b = \"c\" i]{}"),
            ("* + a ~ b {}", "* + a ~ b{}"),
            ("", ""),
        ] {
            let sheet = Sheet::read(css).expect(css);
            assert_eq!(sheet.css, expected);
            // Nothing is left to leave out.
            assert_eq!(Sheet::read(&sheet.css).expect(css).css, expected);
        }
    }

    #[test]
    fn what_is_named_is_found() {
        let css = "@import 'a.css' screen; b { c: url( d.svg ) url(\"e f.svg\") , URL('g'); h: image-set(\"i\" 1x, url(j) 2x) } k { l: \"m.css\" }";
        let sheet = Sheet::read(css).expect(css);
        let urls: Vec<&str> = sheet.links.iter().map(|link| link.url.as_str()).collect();
        assert_eq!(urls, ["a.css", "d.svg", "e f.svg", "g", "i", "j"]);
        for link in &sheet.links {
            assert_eq!(css[link.range.clone()], link.url);
        }
        let names: Vec<String> = (0..6).map(|n| format!("{n}\"")).collect();
        assert_eq!(
            sheet.with(&names),
            "@import \"0\\\"\" screen;b{c:url(\"1\\\"\") url(\"2\\\"\"),URL(\"3\\\"\");h:image-set(\"4\\\"\" 1x,url(\"5\\\"\") 2x)}k{l:\"m.css\"}"
        );
    }

    #[test]
    fn what_is_broken_is_found_at_its_place() {
        for (css, expected) in [
            ("a { b: c", (BRACKET, 2)),
            ("a { b: (c }", (BRACKET, 10)),
            ("a { b: c } }", (BRACKET, 11)),
            ("a { b: \"c }\n}", (STRING, 7)),
            ("a { b: \"c", (STRING, 7)),
            ("a { b: url(c d) }", (STRING, 7)),
            ("/* a", (COMMENT, 0)),
            ("color: red; a { b: c }", (RULE, 0)),
            ("a { b: c } d", (RULE, 11)),
            ("{ a: b }", (RULE, 0)),
            ("a { b c }", (COLON, 4)),
            ("a { b: c; ! }", (COLON, 10)),
        ] {
            assert_eq!(Sheet::read(css).map(|s| s.css), Err(expected), "{css}");
        }
        let deep = format!("a{{b:{}", "(".repeat(10_000));
        assert_eq!(Sheet::read(&deep).err().map(|(why, _)| why), Some(DEEP));
    }
}
