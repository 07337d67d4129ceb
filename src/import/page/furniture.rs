//! What stands on a page and is no text: the day and number of the page, banners of columns, boxes
//! that lead to other pages, advertisements.

use std::collections::BTreeMap;

use super::credit::byline;
use super::lines::Line;
use super::shape::{is_headline, is_label, is_short};

/// What a line is, if it belongs to no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// The day, the number or the name of the page.
    Folio,
    /// The banner of a column.
    Banner,
    /// Who edited the page.
    Editors,
    /// An advertisement.
    Advertisement,
    /// A box that leads to other pages.
    Guide,
}

/// What is known of a page beside its texts.
#[derive(Debug, Default)]
pub(super) struct Page<'a> {
    /// By line.
    pub(super) lines: Vec<Option<Furniture>>,
    /// Year, month and day, and the byte where they stand.
    pub(super) day: Option<(i32, u32, u32, usize)>,
    /// Its number: `A02`.
    pub(super) number: Option<&'a str>,
}

/// The lines of the banners of the site's columns: titles and taglines.
pub(super) type Banners<'a> = [(&'a str, Option<&'a str>)];

/// Names of pages and parts of a paper.
const SECTIONS: [&str; 16] = [
    "要闻",
    "综合",
    "综合新闻",
    "本地新闻",
    "时政",
    "民生",
    "社会",
    "文化",
    "体育",
    "经济",
    "副刊",
    "文艺副刊",
    "读者来信",
    "国内新闻",
    "国际新闻",
    "城事",
];

/// Returns true if a line at the head of a page is the name of the paper: the day stands below it.
fn is_name_of_paper(text: &str, next: &Line<'_>) -> bool {
    is_short(text, 10) && is_short(next.text, 60) && full_day(next.text).is_some()
}

/// Finds what is no text.
pub(super) fn find<'a>(lines: &[Line<'a>], banners: &Banners<'_>) -> Page<'a> {
    let mut page = Page {
        lines: vec![None; lines.len()],
        ..Page::default()
    };
    let repeated = repeated(lines);
    let mut is_head = true;
    let mut i = 0;
    while i < lines.len() {
        let text = lines[i].text;
        let is_first = i == 0
            && lines
                .get(1)
                .is_some_and(|next| is_name_of_paper(text, next));
        let is_section = SECTIONS.contains(&text);
        let name = (is_first || is_section).then_some(Furniture::Folio);
        let found = name.or_else(|| page.folio(&lines[i], is_head)).or_else(|| {
            let is_banner = repeated.contains_key(text) || is_of_column(text, banners);
            if is_banner {
                Some(Furniture::Banner)
            } else if is_of_editors(text) {
                Some(Furniture::Editors)
            } else if is_advertisement(text) {
                Some(Furniture::Advertisement)
            } else {
                is_guide(text).then_some(Furniture::Guide)
            }
        });
        let last = match found {
            Some(Furniture::Advertisement) => end_of_advertisement(lines, i),
            Some(Furniture::Guide) => end_of_guide(lines, i),
            Some(Furniture::Folio | Furniture::Banner | Furniture::Editors) | None => i,
        };
        page.lines[i..=last].fill(found);
        is_head &= found.is_some() || is_headline(text);
        i = last + 1;
    }
    page
}

impl<'a> Page<'a> {
    /// Reads a line with the day or the number of the page.
    fn folio(&mut self, line: &Line<'a>, is_head: bool) -> Option<Furniture> {
        const LONGEST: usize = 60;
        let text = line.text;
        if !is_short(text, LONGEST) || text.contains('。') {
            return None;
        }
        let number = number_of_page(text, is_head);
        let is_bare = is_head && is_day_only(text);
        let is_head_of_page = text.contains("星期") || text.contains("农历") || is_bare;
        let day = full_day(text).filter(|_| is_head_of_page || number.is_some());
        if let Some((year, month, day)) = day {
            self.day = self.day.or(Some((year, month, day, line.at)));
        }
        if number.is_some() {
            self.number = self.number.or(number);
        }
        (day.is_some() || number.is_some()).then_some(Furniture::Folio)
    }
}

/// Returns the number of a page in a line that holds nothing more than a part of the paper or a
/// day: `A02 要闻`, `第2版`. A bare `B1` is one at the head of the page only.
fn number_of_page(text: &str, is_head: bool) -> Option<&str> {
    let mut words = text
        .split([' ', '\u{3000}', '\t', '：', ':'])
        .filter(|word| !word.is_empty());
    if full_day(text).is_some() {
        return words.find_map(page_number);
    }
    let first = words.next()?;
    let is_alone = match words.next() {
        Some(section) => SECTIONS.contains(&section) && words.next().is_none(),
        None => is_head || first.ends_with('版'),
    };
    page_number(first).filter(|_| is_alone)
}

/// Reads a word that is the number of a page: `A02`, `第2版`, `12版`.
fn page_number(word: &str) -> Option<&str> {
    let bare = word.trim_start_matches('第').trim_end_matches('版');
    let digits = bare.trim_start_matches(['A', 'B', 'C', 'D']);
    let has_sign = bare.len() < word.len() || digits.len() + 1 == bare.len();
    let is_digits = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    (has_sign && is_digits).then_some(bare)
}

/// Returns true if a line is a day and nothing else.
fn is_day_only(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || "年月日 ".contains(c))
}

/// Reads `2024年1月18日` anywhere in a line.
fn full_day(text: &str) -> Option<(i32, u32, u32)> {
    let (before, rest) = text.split_once('年')?;
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year = before[before.len() - digits..].parse().ok();
    let year = year.filter(|_| digits == 4)?;
    let (month, day) = super::credit::month_and_day(rest)?;
    Some((year, month, day))
}

/// Finds short lines that stand on the page more than once, and are no bylines or labels.
fn repeated<'a>(lines: &[Line<'a>]) -> BTreeMap<&'a str, usize> {
    /// A banner has no fewer characters.
    const SHORTEST: usize = 4;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        let text = line.text;
        let is_shape = is_headline(text) && !is_short(text, SHORTEST - 1);
        if is_shape && !is_label(text) && byline(text).is_none() {
            *counts.entry(text).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > 1);
    counts
}

/// Returns true if a line is the banner of a column, or one line of it.
fn is_of_column(text: &str, banners: &Banners<'_>) -> bool {
    banners.iter().any(|(title, tagline)| {
        let rest = text.strip_prefix(title).unwrap_or(text).trim();
        let is_tagline = tagline.is_some_and(|tagline| tagline == rest);
        text == *title || is_tagline
    })
}

fn is_of_editors(text: &str) -> bool {
    const HEADS: [&str; 8] = [
        "责任编辑",
        "责编",
        "本版编辑",
        "美编",
        "版式",
        "校对",
        "值班编委",
        "本版责编",
    ];
    HEADS.iter().any(|head| text.starts_with(head)) && is_short(text, 60) && !text.contains('。')
}

fn is_advertisement(text: &str) -> bool {
    ["广告", "（广告）", "【广告】", "·广告·"].contains(&text)
        || text.starts_with("广告 ")
        || is_short(text, 200) && text.ends_with("（广告）")
}

/// Returns the last line of an advertisement: its lines stand together, or what follows has an
/// address or a number to call.
fn end_of_advertisement(lines: &[Line<'_>], first: usize) -> usize {
    let mut last = first;
    while let Some(next) = lines.get(last + 1) {
        if next.gap && !is_contact(next.text) {
            break;
        }
        last += 1;
    }
    last
}

/// Returns true if a line has an address or a number to call; a headline only speaks of one.
fn is_contact(text: &str) -> bool {
    const CONTACT: [&str; 4] = ["电话", "热线", "地址", "咨询"];
    /// A number to call has no fewer digits.
    const FEWEST: usize = 7;
    let mut digits = text.split(|c: char| !c.is_ascii_digit() && c != '-');
    let is_named = CONTACT.iter().any(|word| {
        text.split(word)
            .skip(1)
            .any(|rest| rest.starts_with(['：', ':']))
    });
    is_short(text, 80) && (is_named || digits.any(|number| number.len() >= FEWEST))
}

fn is_guide(text: &str) -> bool {
    const HEADS: [&str; 7] = [
        "导读",
        "今日导读",
        "要闻导读",
        "本版导读",
        "内容导读",
        "新闻导读",
        "今日看点",
    ];
    HEADS.contains(&text.trim_matches(['【', '】', '■', '▲', ' ']))
}

/// Returns the last line of a box: each names a page, or stands with one that does.
fn end_of_guide(lines: &[Line<'_>], first: usize) -> usize {
    let mut last = first;
    for (i, line) in lines.iter().enumerate().skip(first + 1) {
        let leads = line.text.trim_end_matches(['）', ')', '】', '>', '》']);
        let names_page =
            is_short(line.text, 60) && leads.ends_with('版') && !line.text.contains("下转");
        if names_page {
            last = i;
        } else if line.gap || !is_headline(line.text) {
            break;
        }
    }
    last
}
