//! The text of an article, put together from words.txt.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Kind;

/// SplitMix64: the same throws for the same seed and number, on any machine.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64, number: u64) -> Dice {
        let mut dice = Dice(seed.wrapping_mul(0xd134_2543_de82_ef95) ^ number);
        Dice(dice.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Throws a number below `limit`.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }

    fn within(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last - first + 1)
    }

    fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len() as u64) as usize]
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u64 + 1) as usize);
        }
    }
}

/// Word lists and sentence patterns by name.
pub(super) struct Words(BTreeMap<&'static str, Vec<&'static str>>);

impl Words {
    pub(super) fn read() -> Words {
        let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut name = "";
        for line in include_str!("words.txt").lines() {
            match line.strip_prefix("= ") {
                Some(next) => name = next,
                None => lists
                    .entry(name)
                    .or_default()
                    .extend(line.split_whitespace()),
            }
        }
        Words(lists)
    }

    fn list(&self, name: &str) -> &[&'static str] {
        self.0.get(name).map_or(&["缺"], Vec::as_slice)
    }
}

/// What a bulletin reports: `calls = direct + transferred`, `online = sum(channels)`.
pub(super) struct Figures {
    pub(super) direct: u64,
    pub(super) transferred: u64,
    pub(super) callbacks: u64,
    pub(super) channels: Vec<(&'static str, u64)>,
    pub(super) topics: Vec<(&'static str, u64)>,
}

/// An article without its date.
pub(super) struct Article {
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) slug: String,
    pub(super) tags: Vec<&'static str>,
    /// Id and title.
    pub(super) column: (&'static str, &'static str),
    pub(super) authors: Vec<&'static str>,
    pub(super) editor: &'static str,
    pub(super) summary: String,
    pub(super) figures: Option<Figures>,
    pub(super) body: String,
}

impl Article {
    pub(super) fn write(
        words: &Words,
        seed: u64,
        number: u64,
        kind: Kind,
        tags: Option<usize>,
    ) -> Article {
        let mut author = Author {
            words,
            dice: Dice::new(seed, number),
            kind,
            bag: Vec::new(),
        };
        let pinyin = words.list("pinyin");
        let count = tags.unwrap_or_else(|| author.dice.within(1, 4) as usize);
        let writers = if author.dice.percent(75) { 1 } else { 2 };
        let summary = author.sentence();
        Article {
            kind,
            title: author.one("title"),
            slug: format!(
                "{}-{}-{number:07}",
                author.dice.pick(pinyin),
                author.dice.pick(pinyin)
            ),
            tags: author.tags(count),
            column: author.column(),
            authors: author.several("person", writers),
            editor: author.dice.pick(words.list("person")),
            figures: (kind == Kind::Bulletin).then(|| author.figures()),
            body: author.body(&summary),
            summary,
        }
    }
}

struct Author<'a> {
    words: &'a Words,
    dice: Dice,
    kind: Kind,
    /// Sentence patterns that were not used in this round.
    bag: Vec<&'static str>,
}

impl Author<'_> {
    /// Fills a pattern: `{name}` is a word of that list or a number.
    fn fill(&mut self, pattern: &str) -> String {
        let mut text = String::with_capacity(pattern.len() * 2);
        let mut rest = pattern;
        while let Some((before, (slot, after))) = rest
            .split_once('{')
            .and_then(|(b, r)| Some((b, r.split_once('}')?)))
        {
            text.push_str(before);
            self.slot(slot, &mut text);
            rest = after;
        }
        text + rest
    }

    fn slot(&mut self, name: &str, text: &mut String) {
        let range = match name {
            "few" => (2, 9),
            "tens" => (12, 96),
            "hundreds" => (110, 980),
            "thousands" => (1_200, 26_000),
            "percent" => (1, 38),
            "rate" => (90, 99),
            word => return text.push_str(self.dice.pick(self.words.list(word))),
        };
        let number = self.dice.within(range.0, range.1);
        _ = match name {
            "percent" | "rate" => write!(text, "{number}.{}", self.dice.below(10)),
            _ => write!(text, "{number}"),
        };
    }

    /// Fills one of the patterns for this kind of article.
    fn one(&mut self, list: &str) -> String {
        let pattern = self
            .dice
            .pick(self.words.list(&format!("{list}.{}", self.kind.name())));
        self.fill(pattern)
    }

    fn sentence(&mut self) -> String {
        if self.bag.is_empty() {
            self.bag = self
                .words
                .list(&format!("text.{}", self.kind.name()))
                .to_vec();
            self.dice.shuffle(&mut self.bag);
        }
        let pattern = self.bag.pop().unwrap_or_default();
        self.fill(pattern)
    }

    fn several(&mut self, list: &str, count: usize) -> Vec<&'static str> {
        let mut words = self.words.list(list).to_vec();
        self.dice.shuffle(&mut words);
        words.truncate(count);
        words
    }

    /// Picks tags, the first ones of the list most often.
    fn tags(&mut self, count: usize) -> Vec<&'static str> {
        let list = self.words.list("tag");
        let mut tags: Vec<&str> = Vec::new();
        while tags.len() < count {
            let limit = self.dice.within(1, list.len() as u64);
            let tag = list[self.dice.below(limit) as usize];
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }

    fn column(&mut self) -> (&'static str, &'static str) {
        let list = self.words.list(&format!("column.{}", self.kind.name()));
        self.dice.pick(list).split_once('/').unwrap_or_default()
    }

    fn figures(&mut self) -> Figures {
        let channels = self
            .words
            .list("channel")
            .iter()
            .map(|c| (*c, self.dice.within(0, 12)))
            .collect();
        let mut counts: Vec<u64> = (0..3).map(|_| self.dice.within(5, 60)).collect();
        counts.sort_by(|a, b| b.cmp(a));
        let topics = self
            .several("issue", counts.len())
            .into_iter()
            .zip(counts)
            .collect();
        Figures {
            direct: self.dice.within(300, 800),
            transferred: self.dice.within(200, 500),
            callbacks: self.dice.within(200, 500),
            channels,
            topics,
        }
    }

    /// Writes 640 to 2,630 Chinese characters, the summary first.
    fn body(&mut self, summary: &str) -> String {
        let target = self.dice.within(640, 2_550) as usize;
        let table = self.dice.percent(12).then(|| self.table());
        let is_bold = self.dice.percent(91);
        let list = self.dice.percent(25).then(|| self.list(is_bold));
        let quote = self
            .dice
            .percent(6)
            .then(|| format!("> {}", self.sentence()));
        let mut parts: Vec<String> = [table, list, quote].into_iter().flatten().collect();
        let has_headings = self.dice.percent(50);
        let mut headings = self
            .words
            .list(&format!("heading.{}", self.kind.name()))
            .iter();
        let mut body = format!("{summary}\n");
        let mut count = characters(&body);
        let mut paragraphs = 0;
        while count < target {
            let mut block = self.paragraph(target - count);
            // The first paragraph of a text with bold has it, so that the share is exact.
            if is_bold && (paragraphs == 0 || self.dice.percent(20)) {
                block = self.embolden(block);
            }
            if has_headings && paragraphs % 3 == 2 {
                block = headings
                    .next()
                    .map_or(String::new(), |h| format!("## {h}\n\n"))
                    + &block;
            }
            if paragraphs > 0 {
                block.extend(parts.pop().map(|p| format!("\n\n{p}")));
            }
            count += characters(&block);
            _ = writeln!(body, "\n{block}");
            paragraphs += 1;
        }
        body
    }

    /// Writes two to five sentences, fewer when `room` characters are used up.
    fn paragraph(&mut self, room: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.dice.within(2, 5) {
            text += &self.sentence();
            if characters(&text) >= room {
                break;
            }
        }
        if self.dice.percent(4) {
            text += "更多报道见[科技频道](/scitech/)。";
        }
        text
    }

    /// Sets words in bold where `**` stands between full-width punctuation and a Chinese character.
    fn embolden(&mut self, text: String) -> String {
        if self.dice.percent(70) {
            let lead = self.dice.pick(self.words.list("lead"));
            return format!("**{lead}**{text}");
        }
        let phrase = self.dice.pick(self.words.list("phrase"));
        format!("{text}这就是大家常说的**{phrase}**的意思。")
    }

    fn list(&mut self, is_bold: bool) -> String {
        let ordered = self.dice.percent(40);
        let items = (1..=self.dice.within(3, 6)).map(|i| {
            let mark = if ordered {
                format!("{i}.")
            } else {
                "-".to_owned()
            };
            let term = self.dice.pick(self.words.list("goal"));
            let lead = if is_bold {
                format!("**{term}：**")
            } else {
                String::new()
            };
            format!("{mark} {lead}{}", self.sentence())
        });
        items.collect::<Vec<_>>().join("\n")
    }

    fn table(&mut self) -> String {
        let mut table = "| 区县 | 件数 | 较上期 |\n| --- | ---: | ---: |".to_owned();
        let rows = self.dice.within(3, 8) as usize;
        for district in self.several("district", rows) {
            let row = self.fill("{hundreds} | {trend}{percent}%");
            _ = write!(table, "\n| {district} | {row} |");
        }
        table
    }
}

/// Counts Chinese characters.
fn characters(text: &str) -> usize {
    text.chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
        .count()
}
