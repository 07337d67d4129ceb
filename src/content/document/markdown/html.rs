//! A text as HTML.

use std::fmt::Write;

use pulldown_cmark::{BlockQuoteKind, TagEnd};

use super::events::{Event, Tag, text_of, vanishes};
use super::headings::headings;
use super::link::Target;
use super::nest::Nest;
use super::notes::Notes;
use super::parse::{in_turn, parse};
use super::raw;
use super::tokens::{Token, tokens};
use super::writer::{CHART, CHART_END, Table, Writer};
use crate::base::html::{escape, is_fit};
use crate::content::document::cjk::amend;

/// Writes `body` as HTML that is safe to put into a page.
///
/// `targets` holds where each destination leads and is sorted by destination; one that is not among
/// them becomes text, unless it is an absolute address or a fragment. `words` returns the theme's
/// word for a key: `footnotes`, `back_to_text`, `table`, `task_done`, `task_open` and the five
/// kinds of alerts.
///
/// The headline of the page is its only `h1`: `#` and `##` both become `h2`.
pub fn html<'w>(
    body: &str,
    targets: &[(String, Target)],
    words: &dyn Fn(&'static str) -> &'w str,
) -> String {
    let _turn = in_turn(body);
    let amended = amend(body);
    let events = parse(&amended).events;
    let mut writer = Writer {
        events: &events,
        targets,
        words,
        headings: headings(&events),
        notes: Notes::of(&events),
        at: 0,
        out: String::with_capacity(body.len() * 2),
        anchors: Vec::new(),
        table: Table::default(),
        is_raw: false,
        nest: Nest::default(),
        charts: Vec::new(),
    };
    writer.write(events.len());
    writer.write_notes();
    let charts = std::mem::take(&mut writer.charts);
    let html = match writer.is_raw {
        false => writer.out,
        true => raw::clean(&writer.out)
            .trim_start()
            .chars()
            .filter(|c| is_fit(*c))
            .collect(),
    };
    if charts.is_empty() {
        html
    } else {
        with_charts(&html, &charts)
    }
}

/// Puts the charts in.
fn with_charts(html: &str, charts: &[&str]) -> String {
    let mut pieces = html.split(CHART);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (number, rest) = piece.split_once(CHART_END).unwrap_or_default();
        let chart = number.parse().ok().and_then(|i: usize| charts.get(i));
        whole.push_str(chart.copied().unwrap_or_default());
        whole.push_str(rest);
    }
    whole
}

impl<'e> Writer<'e, '_> {
    fn write(&mut self, end: usize) {
        while self.at < end {
            match &self.events[self.at].0 {
                Event::Start(tag) => self.start(tag),
                Event::End(tag) => self.end(*tag),
                Event::Text(text) => self.text(text),
                Event::Code(code) => {
                    self.out.push_str("<code>");
                    escape(&mut self.out, code);
                    self.out.push_str("</code>");
                }
                Event::Html(html) => self.raw(&html.text),
                Event::InlineHtml(html) => self.raw(html),
                Event::FootnoteReference(label) => self.out += &self.notes.reference(label),
                Event::SoftBreak if vanishes(self.events, self.at) => {}
                Event::SoftBreak => self.out.push('\n'),
                Event::HardBreak => self.out.push_str("<br>\n"),
                Event::Rule => self.block("<hr>\n"),
                Event::TaskListMarker(done) => self.task(*done),
            }
            self.at += 1;
        }
    }

    fn start(&mut self, tag: &'e Tag<'e>) {
        match tag {
            Tag::Paragraph if self.holds_pictures_only() => self.figures(),
            Tag::Paragraph => self.block("<p>"),
            Tag::Heading(level, _) => self.heading((*level).max(2)),
            Tag::BlockQuote(None) => self.block("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(*kind),
            Tag::CodeBlock(info) => self.code_block(info.as_deref()),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.block("<li>"),
            Tag::FootnoteDefinition(_) => self.skip(),
            Tag::Table(columns) => self.table(columns),
            Tag::TableHead => self.row(true),
            Tag::TableRow => self.row(false),
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link(link) => self.link(&link.dest, &link.title),
            Tag::Image(image) => self.inline_picture(&image.dest, &image.title),
            Tag::Other => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => _ = writeln!(self.out, "</h{}>", (level as u8).max(2)),
            TagEnd::BlockQuote(None) => self.block("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.block("</div>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Table => self.table_end(),
            TagEnd::TableHead => self.head_end(),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.cell_end(),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Link if self.anchors.pop() == Some(true) => self.out.push_str("</a>"),
            _ => {}
        }
    }

    fn heading(&mut self, level: u8) {
        if text_of(self.events, self.at).trim().is_empty() {
            return self.skip();
        }
        self.block(&format!("<h{level}"));
        if let Ok(found) = self.headings.binary_search_by_key(&self.at, |(at, _)| *at) {
            let id = std::mem::take(&mut self.headings[found].1);
            self.attribute("id", &id);
        }
        self.out.push('>');
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        let name = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        self.block(&format!(
            "<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">"
        ));
        escape(&mut self.out, (self.words)(name));
        self.out.push_str("</p>\n");
    }

    fn code_block(&mut self, info: Option<&str>) {
        self.block("<pre><code");
        if let Some(language) = info.and_then(|info| info.split_whitespace().next()) {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push('>');
    }

    fn task(&mut self, done: bool) {
        self.out.push_str("<input type=\"checkbox\" disabled");
        self.out.push_str(if done { " checked" } else { "" });
        self.attribute(
            "aria-label",
            (self.words)(if done { "task_done" } else { "task_open" }),
        );
        self.out.push('>');
    }

    /// Writes what may stay of raw HTML.
    fn raw(&mut self, html: &str) {
        self.is_raw = true;
        for token in tokens(html) {
            if !self.nest.admits(&token) {
                continue;
            }
            match token {
                Token::Text("<") => self.out.push_str("&lt;"),
                Token::Text(text) => self.out.push_str(text),
                Token::End(name) if raw::is_listed(&name) => _ = write!(self.out, "</{name}>"),
                Token::End(_) | Token::Declaration(_) | Token::Unfinished(_) => {}
                Token::Start(element) => self.out.extend(element.keep().0),
            }
        }
    }

    /// Writes the footnotes that are referred to. A note may refer to others, which come after it.
    fn write_notes(&mut self) {
        let body = std::mem::take(&mut self.out);
        while let Some(definition) = self.notes.next_to_write() {
            self.at = definition.start;
            self.write(definition.end);
            let html = std::mem::take(&mut self.out);
            self.notes.written(html);
        }
        self.out = body;
        let section = self.notes.section(self.words);
        self.block(&section);
    }
}
