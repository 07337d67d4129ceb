//! Links and pictures as HTML.

use std::fmt::Write;

use pulldown_cmark::TagEnd;

use super::events::{Event, Tag, end_of, text_of};
use super::link::{self, Kind, Target};
use super::writer::{CHART, CHART_END, Writer};

impl<'e> Writer<'e, '_> {
    fn target(&self, dest: &str) -> Option<&'e Target> {
        let found = self
            .targets
            .binary_search_by(|(d, _)| d.as_str().cmp(dest))
            .ok()?;
        Some(&self.targets[found].1)
    }

    fn in_anchor(&self) -> bool {
        self.anchors.contains(&true)
    }

    /// Starts a link; its text stays where it leads nowhere, is empty, or stands within another
    /// link.
    pub(super) fn link(&mut self, dest: &str, title: &str) {
        let is_empty = matches!(
            self.events.get(self.at + 1),
            Some((Event::End(TagEnd::Link), _))
        );
        let fragment = dest.len() > 1 && dest.starts_with('#');
        let (href, rel) = match self.target(dest) {
            Some(Target::Href(href) | Target::Image { large: href, .. }) => {
                (Some(link::encode(href)), None)
            }
            Some(Target::Withheld | Target::Chart(_)) => (None, None),
            None if fragment => (Some(link::encode(dest)), None),
            None => (
                link::external(dest),
                (link::kind(dest) == Kind::Web).then_some("noopener"),
            ),
        };
        let href = href.filter(|_| !is_empty && !self.in_anchor());
        self.anchors.push(href.is_some());
        let Some(href) = href else { return };
        self.out.push_str("<a");
        self.attribute("href", &href);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        if let Some(rel) = rel {
            self.attribute("rel", rel);
        }
        self.out.push('>');
    }

    /// Returns true if the paragraph at hand holds nothing but pictures.
    pub(super) fn holds_pictures_only(&self) -> bool {
        let mut at = self.at + 1;
        let mut found = false;
        while let Some((event, _)) = self.events.get(at) {
            match event {
                Event::Start(Tag::Image(_)) => {
                    found = true;
                    at = end_of(self.events, at);
                }
                Event::SoftBreak | Event::HardBreak => {}
                Event::Text(text) if text.trim().is_empty() => {}
                Event::End(TagEnd::Paragraph) => return found,
                _ => return false,
            }
            at += 1;
        }
        false
    }

    /// Writes every picture of the paragraph at hand as a figure with its title for a caption.
    pub(super) fn figures(&mut self) {
        let end = end_of(self.events, self.at);
        while self.at < end {
            if let Event::Start(Tag::Image(image)) = &self.events[self.at].0 {
                self.figure(&image.dest, &image.title);
                self.skip();
            }
            self.at += 1;
        }
    }

    fn figure(&mut self, dest: &str, title: &str) {
        let alt = text_of(self.events, self.at);
        if let Some(Target::Chart(svg)) = self.target(dest) {
            return self.chart(svg, if title.trim().is_empty() { &alt } else { title });
        }
        let Some(source) = self.source(dest) else {
            if !alt.trim().is_empty() {
                self.block("<p>");
                self.text(&alt);
                self.out.push_str("</p>\n");
            }
            return;
        };
        self.block("<figure>");
        if let Some(large) = source.large {
            self.out.push_str("<a");
            self.attribute("href", &link::encode(large));
            self.out.push('>');
        }
        self.picture(&source, &alt, "");
        if source.large.is_some() {
            self.out.push_str("</a>");
        }
        if !title.trim().is_empty() {
            self.out.push_str("<figcaption>");
            self.text(title);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    /// Writes a chart as a figure. Its drawing is put in at the end: the cleaning of raw HTML would
    /// take it out. Until then a tag stands for it, which nothing that is written can make.
    fn chart(&mut self, svg: &'e str, caption: &str) {
        self.block("<figure>");
        if !caption.trim().is_empty() {
            self.out.push_str("<figcaption>");
            self.text(caption);
            self.out.push_str("</figcaption>");
        }
        _ = write!(self.out, "{CHART}{}{CHART_END}", self.charts.len());
        self.charts.push(svg);
        self.out.push_str("</figure>\n");
    }

    /// Writes a picture within text; one that is not to be had gives place to the text that stands
    /// for it.
    pub(super) fn inline_picture(&mut self, dest: &str, title: &str) {
        let alt = text_of(self.events, self.at);
        match self.source(dest) {
            Some(source) => self.picture(&source, &alt, title),
            None => self.text(&alt),
        }
        self.skip();
    }

    /// Returns what a picture is shown from.
    fn source(&self, dest: &str) -> Option<Source<'e>> {
        match (self.target(dest), link::kind(dest)) {
            (
                Some(Target::Image {
                    src,
                    srcset,
                    large,
                    width,
                    height,
                    is_first,
                }),
                _,
            ) => Some(Source {
                src: link::encode(src),
                srcset,
                // A drawing is as sharp as it is large, and its small print as well.
                large: (src != large || src.ends_with(".svg")).then_some(large),
                size: Some((*width, *height)),
                is_first: *is_first,
            }),
            (Some(Target::Href(href)), _) => Some(Source::plain(link::encode(href))),
            (Some(Target::Withheld | Target::Chart(_)), _) => None,
            (None, Kind::Web) => link::external(dest).map(Source::plain),
            (None, Kind::Inline) => Some(Source::plain(link::encode(dest))),
            (None, _) => None,
        }
    }

    fn picture(&mut self, source: &Source<'_>, alt: &str, title: &str) {
        self.out.push_str("<img");
        self.attribute("src", &source.src);
        if !source.srcset.is_empty() {
            self.attribute("srcset", source.srcset);
            self.attribute("sizes", (self.words)("text_picture_sizes"));
        }
        self.attribute("alt", alt);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        if let Some((width, height)) = source.size {
            _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        self.out.push_str(if source.is_first {
            " fetchpriority=\"high\">"
        } else {
            " loading=\"lazy\" decoding=\"async\">"
        });
    }
}

/// What a picture is shown from.
struct Source<'e> {
    src: String,
    srcset: &'e str,
    /// Address of a larger one, which opens on a click.
    large: Option<&'e String>,
    size: Option<(u32, u32)>,
    is_first: bool,
}

impl Source<'_> {
    fn plain(src: String) -> Self {
        Source {
            src,
            srcset: "",
            large: None,
            size: None,
            is_first: false,
        }
    }
}
