//! Emphasis that nobody meant: stars that stood for themselves, for a sign of multiplication or for
//! the letters of a name.

use std::ops::Range;

use super::events::{Event, Placed, Tag, bytes, text_of};
use crate::content::copy::is_han;

/// Words for what is multiplied.
const FACTORS: [&str; 24] = [
    "长", "宽", "高", "厚", "深", "边长", "底", "直径", "半径", "长度", "宽度", "高度", "厚度",
    "深度", "面积", "单价", "数量", "人数", "天数", "次数", "件数", "系数", "税率", "比例",
];

/// Marks that no emphasis starts with.
const SEPARATORS: [char; 8] = ['、', '，', '；', '。', '：', '！', '？', '》'];

/// Stars that were taken for marks of emphasis.
pub(super) struct Stars {
    /// The emphasis.
    pub(super) place: Range<u32>,
    /// The same text with the stars for themselves, where that is sure.
    pub(super) right: Option<String>,
}

/// Finds emphasis that nobody meant.
pub(super) fn stars(events: &[Placed<'_>], body: &str) -> Vec<Stars> {
    let mut found = Vec::new();
    for (i, (event, place)) in events.iter().enumerate() {
        let signs = match event {
            Event::Start(Tag::Emphasis) => "*",
            Event::Start(Tag::Strong) => "**",
            _ => continue,
        };
        let inner = body
            .get(bytes(place))
            .and_then(|source| source.strip_prefix(signs)?.strip_suffix(signs));
        // Emphasis by underscores is none of these.
        let Some(inner) = inner else { continue };
        let around = Around {
            before: body.get(..place.start as usize).unwrap_or_default(),
            after: body.get(place.end as usize..).unwrap_or_default(),
        };
        let is_sure = inner.starts_with(SEPARATORS) && around.is_within_words();
        // The text is taken last: it takes a walk to its end.
        if is_sure
            || signs == "*" && around.is_within_words() && around.is_formula(&short(events, i))
        {
            let escaped = signs.replace('*', "\\*");
            let right = format!("{escaped}{inner}{escaped}");
            found.push(Stars {
                place: place.clone(),
                right: is_sure.then_some(right),
            });
        }
    }
    found
}

/// Returns the text of the emphasis `events[start]` if it is no more than one piece.
fn short(events: &[Placed<'_>], start: usize) -> String {
    let is_piece = matches!(events.get(start + 1), Some((Event::Text(_), _)));
    if is_piece && matches!(events.get(start + 2), Some((Event::End(_), _))) {
        text_of(events, start)
    } else {
        String::new()
    }
}

/// What stands around emphasis.
struct Around<'a> {
    before: &'a str,
    after: &'a str,
}

impl Around<'_> {
    /// Returns true if words go on on both sides without a space or mark.
    fn is_within_words(&self) -> bool {
        self.before.ends_with(char::is_alphanumeric)
            && self
                .after
                .chars()
                .next()
                .is_none_or(|c| c.is_alphanumeric() || SEPARATORS.contains(&c) || c.is_whitespace())
    }

    /// Returns true if `inner` and what is around it are factors, or names with letters left out.
    fn is_formula(&self, inner: &str) -> bool {
        if inner.is_empty() || !self.after.starts_with(char::is_alphanumeric) {
            return false;
        }
        self.has_factors(inner) || self.has_letters(inner) || self.has_names(inner)
    }

    /// Returns true for 长*宽*高, 单价*3*天数.
    fn has_factors(&self, inner: &str) -> bool {
        let is_factor =
            |word: &str| FACTORS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit());
        let before = FACTORS.iter().any(|f| self.before.ends_with(f))
            || self.before.ends_with(|c: char| c.is_ascii_digit());
        let after = FACTORS.iter().any(|f| self.after.starts_with(f))
            || self.after.starts_with(|c: char| c.is_ascii_digit());
        is_factor(inner) && before && after
    }

    /// Returns true for a*b*c.
    fn has_letters(&self, inner: &str) -> bool {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        inner.len() == 1
            && is_letter(inner.chars().next())
            && is_letter(self.before.chars().next_back())
            && is_letter(self.after.chars().next())
    }

    /// Returns true for 张*强、李*梅: two letters of a name at most stand beside each star.
    fn has_names(&self, inner: &str) -> bool {
        const MARKS: [char; 4] = ['、', '，', ' ', '和'];
        let is_name =
            |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(is_han);
        let beside = [self.before.chars().next_back(), self.after.chars().next()];
        inner.contains(MARKS)
            && inner.split(MARKS).all(is_name)
            && beside.into_iter().flatten().all(is_han)
    }
}
