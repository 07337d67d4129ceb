//! What a template names: its tags, read as far as names go.
//!
//! The template engine says only whether all of it fits together, and not what a template includes
//! or reads. The tags are cut as its own reader cuts them: comments and what is between `raw` and
//! `endraw` are no tags.

use std::ops::Range;

/// A name in a template, with its place.
#[derive(Debug)]
pub(super) struct Named {
    /// The name.
    pub(super) name: String,
    /// Where it is.
    pub(super) range: Range<usize>,
}

/// A key of a map that a template reads.
#[derive(Debug)]
pub(super) struct Read {
    /// The key, or what it is computed of; empty if the map is used as a whole.
    pub(super) key: String,
    /// The key is computed, so that nobody knows which it is.
    pub(super) is_computed: bool,
    /// Nothing is done but to print it: it has to be there.
    pub(super) is_printed: bool,
    /// Where it is.
    pub(super) range: Range<usize>,
}

/// What a template names.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The templates that it extends and includes.
    pub(super) templates: Vec<Named>,
    /// The components that it defines, which every template may call.
    pub(super) components: Vec<Named>,
    /// Keys of `words`.
    pub(super) words: Vec<Read>,
    /// Keys of `site.assets`.
    pub(super) assets: Vec<Read>,
    /// Fields of `page`.
    pub(super) page: Vec<Read>,
}

impl Names {
    /// Reads a template.
    pub(super) fn of(text: &str) -> Names {
        let mut names = Names::default();
        for tag in tags(text) {
            match tag.tokens.as_slice() {
                [
                    Token::Name("include" | "extends", _),
                    Token::Text(name, range),
                    ..,
                ] if !tag.is_print => {
                    names.templates.push(Named {
                        name: (*name).to_owned(),
                        range: range.clone(),
                    });
                }
                [Token::Name("component", _), Token::Name(name, _), ..] if !tag.is_print => {
                    // One without an end goes on to the end of the file.
                    names.components.push(Named {
                        name: (*name).to_owned(),
                        range: tag.range.start..text.len(),
                    });
                }
                [Token::Name("endcomponent", _), ..] if !tag.is_print => {
                    if let Some(component) = names.components.last_mut() {
                        component.range.end = tag.range.end;
                    }
                }
                _ => {}
            }
            names.words.extend(tag.reads(&["words"]));
            names.assets.extend(tag.reads(&["site", "assets"]));
            names.page.extend(tag.reads(&["page"]));
        }
        names
    }
}

/// `{{ … }}` or `{% … %}`.
struct Tag<'t> {
    is_print: bool,
    tokens: Vec<Token<'t>>,
    /// Its bytes, braces and all.
    range: Range<usize>,
}

#[derive(Debug)]
enum Token<'t> {
    /// A name or a number.
    Name(&'t str, Range<usize>),
    /// A text, without its quotation marks.
    Text(&'t str, Range<usize>),
    /// Any other character.
    Sign(char, Range<usize>),
}

impl Token<'_> {
    fn range(&self) -> Range<usize> {
        match self {
            Token::Name(_, range) | Token::Text(_, range) | Token::Sign(_, range) => range.clone(),
        }
    }

    fn is_sign(&self, sign: char) -> bool {
        matches!(self, Token::Sign(c, _) if *c == sign)
    }

    fn is_name(&self, name: &str) -> bool {
        matches!(self, Token::Name(n, _) if *n == name)
    }

    fn write(&self) -> String {
        match self {
            Token::Name(name, _) => (*name).to_owned(),
            Token::Text(text, _) => format!("\"{text}\""),
            Token::Sign(sign, _) => sign.to_string(),
        }
    }
}

impl Tag<'_> {
    /// Finds what it reads of a map, which is given as the names that lead to it.
    fn reads(&self, map: &[&str]) -> Vec<Read> {
        let starts = (0..self.tokens.len()).filter(|at| self.tokens[*at].is_name(map[0]));
        starts.filter_map(|at| self.read_at(at, map)).collect()
    }

    fn read_at(&self, start: usize, map: &[&str]) -> Option<Read> {
        let tokens = &self.tokens;
        let before = start.checked_sub(1).map(|i| &tokens[i]);
        // A field of that name, or the parameter of a component.
        if before.is_some_and(|t| t.is_sign('.') || t.is_sign('@')) {
            return None;
        }
        let mut at = start + 1;
        for name in &map[1..] {
            let is_next = tokens.get(at)?.is_sign('.') && tokens.get(at + 1)?.is_name(name);
            at = is_next.then_some(at + 2)?;
        }
        // `words={words}` names an argument; `set words = …` makes a variable.
        if self.is_print && tokens.get(at).is_some_and(|t| t.is_sign('=')) {
            return None;
        }
        let may_lack = tokens.get(at).is_some_and(|t| t.is_sign('?'));
        at += usize::from(may_lack);
        let (key, is_computed, range, end) = match tokens.get(at..).unwrap_or_default() {
            [Token::Sign('.', _), Token::Name(key, range), ..] => {
                ((*key).to_owned(), false, range.clone(), at + 2)
            }
            [
                Token::Sign('[', _),
                Token::Text(key, range),
                Token::Sign(']', _),
                ..,
            ] => ((*key).to_owned(), false, range.clone(), at + 3),
            [Token::Sign('[', open), rest @ ..] => {
                let parts: Vec<String> = rest
                    .iter()
                    .take_while(|t| !t.is_sign(']'))
                    .map(Token::write)
                    .collect();
                (parts.join(" "), true, open.clone(), at + parts.len() + 2)
            }
            [
                Token::Sign('|', _),
                get,
                Token::Sign('(', _),
                key,
                Token::Sign('=', _),
                Token::Text(text, range),
                ..,
            ] if get.is_name("get") && key.is_name("key") => {
                // The filter takes a text for what is not there.
                ((*text).to_owned(), false, range.clone(), at)
            }
            _ => (String::new(), true, tokens[start].range(), at),
        };
        let is_printed = self.is_print && start == 0 && end == tokens.len() && !may_lack;
        Some(Read {
            key,
            is_computed,
            is_printed,
            range,
        })
    }
}

/// Cuts a text into its tags; one without an end is left out.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(brace) = text[at..].find('{').map(|i| at + i) {
        at = brace + 1;
        let is_print = match text[at..].chars().next() {
            Some('#') => match text[at..].split_once("#}") {
                Some((_, after)) => {
                    at = text.len() - after.len();
                    continue;
                }
                None => return found,
            },
            Some('{') => true,
            Some('%') => false,
            _ => continue,
        };
        let Some((tokens, end)) = tokens(text, at + 1, if is_print { "}}" } else { "%}" }) else {
            return found;
        };
        at = end;
        let range = brace..end;
        if let [Token::Name("raw", _)] = tokens.as_slice()
            && !is_print
        {
            match end_of_raw(text, at) {
                Some(end) => at = end,
                None => return found,
            }
            continue;
        }
        found.push(Tag {
            is_print,
            tokens,
            range,
        });
    }
    found
}

/// Finds the byte after the `endraw` that ends what starts at `at`.
fn end_of_raw(text: &str, at: usize) -> Option<usize> {
    text[at..].match_indices("{%").find_map(|(i, mark)| {
        let (tokens, end) = tokens(text, at + i + mark.len(), "%}")?;
        matches!(tokens.as_slice(), [Token::Name("endraw", _)]).then_some(end)
    })
}

/// Reads the tokens of a tag up to `close`, and returns the byte after it; `None` if the tag has
/// no end.
fn tokens<'t>(text: &'t str, start: usize, close: &str) -> Option<(Vec<Token<'t>>, usize)> {
    let mut found = Vec::new();
    // A hyphen beside a brace takes the white space away and is no part of what is written.
    let mut at = if text[start..].starts_with('-') {
        start + 1
    } else {
        start
    };
    loop {
        let rest = &text[at..];
        if let Some(after) = rest.strip_prefix('-').unwrap_or(rest).strip_prefix(close) {
            return Some((found, text.len() - after.len()));
        }
        let c = rest.chars().next()?;
        let end = match c {
            '"' | '\'' | '`' => {
                let end = at + quoted(rest, c)?;
                found.push(Token::Text(&text[at + 1..end - 1], at + 1..end - 1));
                end
            }
            c if is_of_name(c) => {
                let end = at + rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
                found.push(Token::Name(&text[at..end], at..end));
                end
            }
            c => {
                let end = at + c.len_utf8();
                if !c.is_whitespace() {
                    found.push(Token::Sign(c, at..end));
                }
                end
            }
        };
        at = end;
    }
}

/// Returns true for a character of a name.
fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Returns the length of the text in quotation marks that starts here; `None` if it has no end.
fn quoted(rest: &str, mark: char) -> Option<usize> {
    let mut is_escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == mark => return Some(i + 1),
            _ => {}
        }
    }
    None
}
