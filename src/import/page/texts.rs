//! A page as its texts: headlines, what stands below each, and who wrote it.

use super::credit::{at_end, byline, from_before, head, onward};
use super::joins::Piece;
use super::shape::{ends_sentence, is_caption, is_headline, is_label, is_short, is_short_label};

/// A part of a text.
#[derive(Clone, Debug)]
pub(super) enum Block<'a> {
    Paragraph(&'a Piece),
    /// A label over a part of the text.
    Heading(&'a Piece),
    /// Short lines that stay lines.
    Verse(Vec<&'a Piece>),
    /// Rows of cells with tabs between them.
    Table(Vec<&'a Piece>),
}

/// One text of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Text<'a> {
    /// Headlines in their order.
    pub(super) head: Vec<&'a Piece>,
    /// Lines that are bylines.
    pub(super) bylines: Vec<&'a Piece>,
    pub(super) blocks: Vec<Block<'a>>,
    /// Captions of pictures, which are not there.
    pub(super) captions: Vec<&'a Piece>,
    /// Why it is not sure that a text starts here.
    pub(super) is_unsure: bool,
    /// Labels that may be headlines.
    pub(super) labels: Vec<&'a Piece>,
    /// Its author was named at its end, or it goes on elsewhere.
    is_over: bool,
    /// It goes on elsewhere.
    goes_on: bool,
    /// It went on elsewhere, and was put together.
    pub(super) is_resumed: bool,
    /// The name below the headline is only taken for that of its author.
    pub(super) is_name_guessed: bool,
}

/// Parts pieces into texts; `is_series` returns true for the title of a series of bulletins.
pub(super) fn part<'a>(pieces: &'a [Piece], is_series: &dyn Fn(&str) -> bool) -> Vec<Text<'a>> {
    let mut parting = Parting {
        pieces,
        is_series,
        texts: Vec::new(),
        open: Vec::new(),
    };
    let mut i = 0;
    while i < pieces.len() {
        i = parting.step(i);
    }
    let mut texts = parting.texts;
    for text in &mut texts {
        text.finish();
    }
    texts
}

struct Parting<'a, 's> {
    pieces: &'a [Piece],
    is_series: &'s dyn Fn(&str) -> bool,
    texts: Vec<Text<'a>>,
    /// Indexes of those that go on elsewhere.
    open: Vec<usize>,
}

impl<'a> Parting<'a, '_> {
    /// Takes the next pieces, and returns the index of the one behind them.
    fn step(&mut self, i: usize) -> usize {
        let piece = &self.pieces[i];
        let rows = self.run(i, |p| p.text.contains('\t'));
        if rows > 1 {
            let rows: Vec<&Piece> = self.pieces[i..i + rows].iter().collect();
            self.current().blocks.push(Block::Table(rows.clone()));
            return i + rows.len();
        }
        if is_caption(&piece.text) {
            self.current().captions.push(piece);
            return i + 1;
        }
        if byline(&piece.text).is_some() {
            self.credit(piece);
            return i + 1;
        }
        let heads = self.run(i, |p| {
            is_headline(&p.text) && byline(&p.text).is_none() && !is_caption(&p.text)
        });
        if heads > 0 {
            return i + self.heads(i, heads);
        }
        self.paragraph(piece);
        i + 1
    }

    /// Returns how many pieces from an index on are of a kind, with nothing else between them.
    fn run(&self, i: usize, is_of_kind: impl Fn(&Piece) -> bool) -> usize {
        let mut count = 0;
        for piece in &self.pieces[i..] {
            let is_apart = count > 0 && piece.after_furniture;
            if is_apart || !is_of_kind(piece) {
                break;
            }
            count += 1;
        }
        count
    }

    /// Returns the text that is being read, or a new one.
    fn current(&mut self) -> &mut Text<'a> {
        if self.texts.last().is_none_or(|text| text.is_over) {
            self.texts.push(Text {
                is_unsure: !self.texts.is_empty(),
                ..Text::default()
            });
        }
        let last = self.texts.len() - 1;
        &mut self.texts[last]
    }

    fn credit(&mut self, piece: &'a Piece) {
        // Behind a text its author ends it; above one nothing is over yet. A second one belongs to
        // the same.
        if let Some(text) = self
            .texts
            .last_mut()
            .filter(|text| text.is_over && !text.goes_on)
        {
            text.bylines.push(piece);
            return;
        }
        let text = self.current();
        text.bylines.push(piece);
        text.is_over = !text.blocks.is_empty();
    }

    fn paragraph(&mut self, piece: &'a Piece) {
        let goes_on = onward(&piece.text).is_some();
        if from_before(&piece.text).is_some() {
            self.resume();
        }
        let text = self.current();
        text.blocks.push(Block::Paragraph(piece));
        // Its author is named at its end, as on a line of its own.
        text.is_over = at_end(&piece.text).is_some_and(|end| ends_sentence(end.text));
        if goes_on {
            text.is_over = true;
            text.goes_on = true;
            self.open.push(self.texts.len() - 1);
        }
    }

    /// Goes on with a text that broke off on a different page, if it is clear which.
    fn resume(&mut self) {
        let has_head = self
            .texts
            .last()
            .is_some_and(|t| !t.is_over && t.blocks.is_empty());
        if let ([only], false) = (self.open.as_slice(), has_head) {
            let mut text = self.texts.remove(*only);
            text.is_over = false;
            text.goes_on = false;
            text.is_resumed = true;
            self.texts.push(text);
            self.open.clear();
        } else if self
            .texts
            .last()
            .is_some_and(|text| !text.blocks.is_empty())
        {
            self.texts.push(Text::default());
        }
    }

    /// Takes headlines, or labels of the text that is being read; returns how many pieces it took.
    fn heads(&mut self, i: usize, count: usize) -> usize {
        /// More short lines are no headlines.
        const MOST: usize = 4;
        if count > MOST {
            let count = count - self.heads_below(i, count);
            self.verse(i, &self.pieces[i..i + count]);
            return count;
        }
        let group = &self.pieces[i..i + count];
        let is_fresh = self.texts.last().is_none_or(|text| text.is_over);
        let is_bare = self
            .texts
            .last()
            .is_some_and(|t| !t.is_over && t.blocks.is_empty());
        if is_bare {
            let text = self.current();
            if text.bylines.is_empty() {
                text.head.extend(group);
            } else {
                text.blocks.extend(group.iter().map(Block::Paragraph));
            }
            return count;
        }
        let score = if is_fresh { 3 } else { self.score(i, count) };
        if score >= 2 {
            self.texts.push(Text {
                head: group.iter().collect(),
                is_unsure: score == 2,
                ..Text::default()
            });
            return count;
        }
        let is_sure = score < 0 || is_label(&group[0].text);
        let text = self.current();
        for piece in group {
            text.blocks.push(Block::Heading(piece));
            if !is_sure {
                text.labels.push(piece);
            }
        }
        count
    }

    /// Returns how many of many short lines are the headlines of the text below them: the last
    /// ones, which stand apart from those before and not from it.
    fn heads_below(&self, i: usize, count: usize) -> usize {
        const MOST: usize = 3;
        let is_close = self.pieces.get(i + count).is_some_and(|next| !next.gap);
        let group = &self.pieces[i..i + count];
        let last = group.iter().rev().take(MOST).position(|piece| piece.gap);
        last.filter(|_| is_close).map_or(0, |from_end| from_end + 1)
    }

    /// Takes many short lines: a poem, or a list of names; its title stands apart from it.
    fn verse(&mut self, i: usize, group: &'a [Piece]) {
        let is_bare = self
            .texts
            .last()
            .is_some_and(|t| !t.is_over && t.blocks.is_empty());
        let needs_title =
            !is_bare && (self.texts.last().is_none_or(|t| t.is_over) || self.score(i, 1) >= 2);
        let gap = group.iter().skip(1).position(|piece| piece.gap);
        let heads = match (is_bare && !self.current().head.is_empty(), gap) {
            (true, _) => 0,
            (false, Some(at)) if at < 3 => at + 1,
            (false, _) => 1,
        };
        let heads = if needs_title || is_bare { heads } else { 0 };
        if needs_title {
            self.texts.push(Text::default());
        }
        let text = self.current();
        text.head.extend(&group[..heads]);
        text.is_unsure |= heads > 0;
        text.blocks
            .push(Block::Verse(group[heads..].iter().collect()));
    }

    /// Returns how much speaks for a new text at short lines within one: 2 is enough, and not sure.
    fn score(&self, i: usize, count: usize) -> i32 {
        let first = &self.pieces[i];
        let next = self.pieces.get(i + count);
        let last = &self.pieces[i + count - 1];
        let mut score = 0;
        if count > 1 {
            score += 3;
        }
        if next.is_some_and(|n| byline(&n.text).is_some() || head(&n.text).is_some()) {
            score += 3;
        }
        if first.after_furniture || last.before_furniture && next.is_some() {
            score += 3;
        }
        if (self.is_series)(&last.text) {
            score += 3;
        }
        if self.is_below_bulletin() {
            score += 3;
        }
        if !is_short_label(&first.text) {
            score += 2;
        }
        if first.gap && !self.pieces[i.saturating_sub(1)].gap {
            score += 1;
        }
        if is_label(&first.text) || next.is_none() {
            score -= 4;
        }
        score
    }

    /// Returns true if the text that is being read has the title of a series.
    fn is_below_bulletin(&self) -> bool {
        let text = self.texts.last();
        text.is_some_and(|text| text.head.iter().any(|piece| (self.is_series)(&piece.text)))
    }
}

impl<'a> Text<'a> {
    /// Takes labels without anything below them for paragraphs: whoever signed a letter.
    fn finish(&mut self) {
        for block in self.blocks.iter_mut().rev() {
            let Block::Heading(piece) = *block else { break };
            *block = Block::Paragraph(piece);
            if self.labels.last().is_some_and(|label| label.at == piece.at) {
                self.labels.pop();
            }
        }
        // A name stands below a headline where papers leave out what its bearer is.
        if self.head.len() > 1
            && self.bylines.is_empty()
            && let Some(name) = self.head.pop_if(|piece| is_name(piece))
        {
            self.bylines.push(name);
            self.is_name_guessed = true;
        }
    }

    /// Returns the byte at which it starts.
    pub(super) fn at(&self) -> usize {
        let pieces = self.head.iter().chain(&self.bylines).chain(&self.captions);
        let pieces = pieces.map(|piece| piece.at);
        let blocks = self.blocks.iter().map(|block| block.first().at);
        pieces.chain(blocks).min().unwrap_or_default()
    }
}

impl<'a> Block<'a> {
    /// Returns its pieces.
    pub(super) fn pieces(&self) -> &[&'a Piece] {
        match self {
            Block::Paragraph(piece) | Block::Heading(piece) => std::slice::from_ref(piece),
            Block::Verse(pieces) | Block::Table(pieces) => pieces,
        }
    }

    /// Returns its first piece; there is always one.
    fn first(&self) -> &'a Piece {
        self.pieces()[0]
    }
}

/// Returns true if a line is as short as the name of a person.
fn is_name(piece: &Piece) -> bool {
    is_short(&piece.text, 3) && !is_short(&piece.text, 1)
}
