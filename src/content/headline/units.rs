//! The pieces of a headline that are not to be broken: words, and what newspapers keep together.

use super::line::{Kind, Line, NUMERALS, Unit};
use super::names::Names;
use super::segment;
use crate::content::copy::is_han;

/// What is counted, as one character.
const MEASURES: &str = "个家件名人位年月日号时点分秒次天周期元角吨米里斤克度层楼所条项户辆台架艘套间张份本册\
                        篇首部只头匹棵株粒颗枚块片面座栋幢处场届轮批班组队类种级站路线岁倍成折页版集双对副\
                        把根支枝门起例宗桩声句段章节幅顶口盏扇趟遍回番车升瓦公顷夜晚代员色步字";

/// What is counted, as words.
const UNITS: &str = "公里 公斤 公顷 小时 分钟 万元 亿元 千米 厘米 毫米 摄氏度 平方 平方米 平方公里 立方米 千瓦 千瓦时 万吨 \
                     亿吨 人次 万人 件次 季度 年度 个月 周年 周岁 百分点 热线 国道";

/// What a date or a time is made of, and which a further number may follow.
const DATES: &str = "年月日号时点分";

/// What makes a larger number of one, or an inexact one, and may itself be followed by a measure.
const MORE: &str = "万亿余多来几";

/// What stands before a number.
const BEFORE: &str = "第 约 近 超 逾 每 零下 零上 前 满 达 共 首 至 到 初";

/// Words of grammar that belong to what is before them, whatever it is.
const PARTICLES: &str = "的了着过们地得吗呢吧啊呀里";

/// Other words of one character that belong to what is before them.
const BACK: &str = "上下中内外间边时性化者员家市区县镇乡村站馆局厅处所部厂园校院店室路街桥\
                    江河湖山头子儿率额量感界期日率后前们型式级类法书网机器车站港湾岛城楼赛展节奖圈卡票费税款价证案剧片社队团师生长手";

/// Words of one character that belong to what follows them.
const FORTH: &str = "不没未再又也都就还更最很太已曾将要会能可应须请别勿莫从自由在于把被让给对向往以与和同跟及或为\
                     是有看用按经据沿随替比这那每各某本该此新老旧小大全半多少几两首第非总副一二三四五六七八九十\
                     市省县区男女好早晚快慢先后才只刚正当到至何谁怎并却但而若如虽因";

const PAIRS: [(char, char); 10] = [
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('‘', '’'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('[', ']'),
];

/// A piece of a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// How many characters it has.
    pub(super) length: usize,
    /// It is not to be broken.
    pub(super) is_whole: bool,
}

/// Cuts a headline into pieces.
pub(super) fn pieces(text: &str, own: [&Names; 2]) -> Vec<Piece> {
    let mut line = Line::read(text, own);
    line.join_groups();
    line.join(of_number);
    line.join(of_range);
    line.join(of_doubled);
    line.join(of_suffix);
    line.join_unknown();
    line.join_forth();
    line.join_rest();
    line.join(of_joint);
    line.pieces()
}

/// Joins a number with what stands before it and what it counts, and the parts of a date.
fn of_number(line: &Line, before: &[Unit], unit: Unit, _: Option<Unit>) -> Option<(usize, Kind)> {
    let last = *before.last()?;
    match unit.kind {
        Kind::Number if last.kind == Kind::Number => Some((1, Kind::Number)),
        Kind::Number => line.is_of(last, BEFORE).then_some((1, Kind::Number)),
        Kind::Word if is_number(line, last) => {
            if is_one(line, unit, MORE) || is_one(line, unit, DATES) {
                return Some((1, Kind::Number));
            }
            let is_more = MORE.contains(line.chars[unit.start]) && unit.end - unit.start < 4;
            let is_unit = is_one(line, unit, MEASURES) || line.is_of(unit, UNITS);
            (is_unit || is_more).then_some((1, Kind::Count))
        }
        Kind::Word | Kind::Count | Kind::Latin | Kind::Group | Kind::Joint | Kind::Mark => None,
    }
}

/// Joins the ends of a range of numbers.
fn of_range(line: &Line, before: &[Unit], unit: Unit, _: Option<Unit>) -> Option<(usize, Kind)> {
    match before {
        _ if !is_count(unit) => None,
        [.., last] if is_count(*last) && matches!(line.chars[unit.start], '至' | '到') => {
            Some((1, Kind::Count))
        }
        [.., last, joint] if is_count(*last) && joint.kind == Kind::Joint => Some((2, Kind::Count)),
        _ => None,
    }
}

/// Joins 听一听, 走不走.
fn of_doubled(line: &Line, before: &[Unit], unit: Unit, _: Option<Unit>) -> Option<(usize, Kind)> {
    let [.., first, middle] = before else {
        return None;
    };
    let is_doubled = line.single(*first).is_some_and(is_han)
        && line.single(*first) == line.single(unit)
        && is_one(line, *middle, "一不了");
    is_doubled.then_some((2, Kind::Word))
}

/// Joins a word of grammar, or a suffix, with what is before it.
fn of_suffix(
    line: &Line,
    before: &[Unit],
    unit: Unit,
    next: Option<Unit>,
) -> Option<(usize, Kind)> {
    let last = *before.last()?;
    if !is_word(last) || !is_word(unit) {
        return None;
    }
    let is_loose = is_one(line, last, FORTH) && next.is_some_and(is_word);
    let is_suffix = is_one(line, unit, PARTICLES) || is_one(line, unit, BACK) && !is_loose;
    is_suffix.then_some((1, Kind::Word))
}

/// Joins the parts of a foreign name, and of a range that is no number.
fn of_joint(line: &Line, before: &[Unit], unit: Unit, _: Option<Unit>) -> Option<(usize, Kind)> {
    match before {
        [.., first, joint]
            if joint.kind == Kind::Joint
                && line.single(*joint) != Some('—')
                && is_word(*first)
                && is_word(unit) =>
        {
            Some((2, Kind::Word))
        }
        _ => None,
    }
}

/// Returns true if a unit is one character of a text.
fn is_one(line: &Line, unit: Unit, chars: &str) -> bool {
    line.single(unit).is_some_and(|c| chars.contains(c))
}

/// Returns true if a unit waits for what it counts.
fn is_number(line: &Line, unit: Unit) -> bool {
    unit.kind == Kind::Number || unit.kind == Kind::Word && line.chars[unit.start] == '第'
}

fn is_count(unit: Unit) -> bool {
    matches!(unit.kind, Kind::Number | Kind::Count)
}

/// Returns true if a unit is no mark.
fn is_word(unit: Unit) -> bool {
    match unit.kind {
        Kind::Word | Kind::Number | Kind::Count | Kind::Latin | Kind::Group => true,
        Kind::Joint | Kind::Mark => false,
    }
}

/// Returns true if a unit is a character that is no word of grammar, as a rule.
fn is_unknown(line: &Line, unit: Unit) -> bool {
    let c = line.single(unit).filter(|_| unit.kind == Kind::Word);
    c.is_some_and(|c| !FORTH.contains(c) || segment::is_rare(c))
}

impl Line {
    /// Makes one unit of each short text in brackets or quotation marks.
    fn join_groups(&mut self) {
        let mut at = 0;
        while at < self.units.len() {
            if let Some(last) = self.group(at) {
                self.merge(at, last, Kind::Group);
            }
            at += 1;
        }
    }

    /// Returns the end of a short group that starts at a unit.
    fn group(&self, at: usize) -> Option<usize> {
        let open = self.single(self.units[at])?;
        let (_, close) = PAIRS.iter().find(|(first, _)| *first == open)?;
        let rest = self.units.iter().enumerate().skip(at + 1);
        let (last, _) = rest
            .take_while(|(_, unit)| self.fits(self.units[at], **unit))
            .find(|(_, unit)| self.single(**unit) == Some(*close))?;
        Some(last)
    }

    /// Joins single characters that follow each other and are no words of grammar: most often they
    /// are a name.
    fn join_unknown(&mut self) {
        let mut at = 0;
        while at < self.units.len() {
            let rest = &self.units[at..];
            let count = rest
                .iter()
                .take_while(|unit| is_unknown(self, **unit))
                .count();
            // Four are two pairs, five a pair and three.
            let size = if count > 3 { 2 } else { count };
            if size > 1 {
                self.merge(at, at + size - 1, Kind::Word);
            }
            at += 1;
        }
    }

    /// Joins a word of one character with what follows it.
    fn join_forth(&mut self) {
        for at in (0..self.units.len().saturating_sub(1)).rev() {
            let (unit, next) = (self.units[at], self.units[at + 1]);
            if is_one(self, unit, FORTH) && is_word(unit) && is_word(next) && self.fits(unit, next)
            {
                self.merge(at, at + 1, Kind::Word);
            }
        }
    }

    /// Joins what is still single with the shorter of its neighbours, or with a number behind it.
    fn join_rest(&mut self) {
        let mut at = 0;
        while at < self.units.len() {
            if is_word(self.units[at]) && self.single(self.units[at]).is_some_and(is_han) {
                let before = at.checked_sub(1).and_then(|i| self.beside(i, at));
                match (before, self.beside(at + 1, at)) {
                    (Some(a), Some(b)) if b >= a && !self.starts_with_number(at + 1) => {
                        self.merge(at - 1, at, Kind::Word)
                    }
                    (Some(_), None) => self.merge(at - 1, at, Kind::Word),
                    (_, Some(_)) => self.merge(at, at + 1, Kind::Word),
                    (None, None) => {}
                }
            }
            at += 1;
        }
    }

    /// Returns how many characters a neighbour has that has room for one more.
    fn beside(&self, neighbour: usize, at: usize) -> Option<usize> {
        let other = *self.units.get(neighbour)?;
        let [first, last] = if neighbour < at {
            [other, self.units[at]]
        } else {
            [self.units[at], other]
        };
        (is_word(other) && self.fits(first, last)).then_some(other.end - other.start)
    }

    /// Returns true if a unit is a number, or begins with one.
    fn starts_with_number(&self, at: usize) -> bool {
        let unit = self.units.get(at);
        unit.is_some_and(|unit| {
            let first = self.chars[unit.start];
            first.is_ascii_digit() || NUMERALS.contains(first)
        })
    }

    fn pieces(&self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.units.len());
        for unit in &self.units {
            let length = unit.end - unit.start;
            let is_whole = self.is_whole(*unit);
            match pieces.last_mut() {
                Some(last) if !is_whole && !last.is_whole => last.length += length,
                _ => pieces.push(Piece { length, is_whole }),
            }
        }
        pieces
    }

    /// Returns true if a browser might break a unit that should stay in one piece.
    fn is_whole(&self, unit: Unit) -> bool {
        let text = self.text(unit);
        let is_breakable = match unit.kind {
            Kind::Word | Kind::Number | Kind::Count | Kind::Group => {
                text.iter().any(|c| !c.is_alphanumeric() || is_han(*c))
            }
            Kind::Latin => text.iter().any(|c| matches!(c, '-' | '/')),
            Kind::Joint | Kind::Mark => false,
        };
        is_breakable && text.len() > 1 && self.fits(unit, unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(title: &str) -> String {
        let own = Names::of(["欧阳暮雪"]);
        let mut chars = title.chars();
        let mut out = String::new();
        for piece in pieces(title, [&own, &Names::default()]) {
            let text: String = chars.by_ref().take(piece.length).collect();
            out.push_str(&if piece.is_whole {
                format!("[{text}]")
            } else {
                text
            });
        }
        assert_eq!(chars.next(), None);
        out
    }

    #[test]
    fn a_headline_is_cut_as_newspapers_do() {
        for (title, expected) in [
            (
                "12345热线工作周报（10月26日至11月1日）",
                "[12345热线][工作][周报]（[10月26日][至11月1日]）",
            ),
            ("前三季度增长5.8%", "[前三季度][增长][5.8%]"),
            ("全市新增3万余名志愿者", "[全市][新增][3万余名][志愿者]"),
            (
                "8:00～18:00限行，3月1日起施行",
                "[8:00～18:00][限行]，[3月1日起][施行]",
            ),
            (
                "第一场雪，四十八双眼睛看着它下",
                "[第一场雪]，[四十八双][眼睛][看着][它下]",
            ),
            ("一间零下十八摄氏度的屋子", "[一间][零下十八摄氏度的][屋子]"),
            (
                "夜里两点，听一听地下的水声",
                "[夜里][两点]，[听一听][地下的][水声]",
            ),
            ("读《雪国》：一座城的冬天", "[读《雪国》]：[一座城的][冬天]"),
            ("记者欧阳暮雪：看机器人", "[记者][欧阳暮雪]：[看机器人]"),
            ("阿卜杜拉·热合曼：三十年", "[阿卜杜拉·热合曼]：[三十年]"),
            (
                "《关于进一步加强城市安全运行的若干意见》",
                "《[关于][进一步][加强][城市][安全][运行的][若干][意见]》",
            ),
            ("老码头街道GPT-5与AT&T", "[老码头][街道][GPT-5][与AT&T]"),
            ("霁川市槐荫里街道", "[霁川市][槐荫里][街道]"),
            ("雪", "雪"),
            ("", ""),
            ("，。（", "，。（"),
        ] {
            assert_eq!(cut(title), expected, "{title}");
        }
    }
}
