//! Bylines and datelines as papers print them, and the notes that lead to a different page.

use crate::content::document::byline::is_role;

/// Signs that papers put before a byline.
const SIGNS: [char; 14] = [
    '□', '■', '○', '●', '◎', '◆', '◇', '▲', '△', '☆', '★', '·', '•', '※',
];

/// Reads a line that is a byline and nothing else: `本报评论员`, `（记者 悠然）`, `□本报记者 晴空/文`.
pub(super) fn byline(text: &str) -> Option<&str> {
    /// No byline is longer.
    const LONGEST: usize = 60;
    // 编辑同志： opens a letter.
    if text.chars().nth(LONGEST).is_some() || text.ends_with(['：', ':']) {
        return None;
    }
    let bare = text.trim_start_matches(SIGNS).trim();
    let is_signed = bare.len() < text.len() && is_name(bare);
    let bare = in_brackets(bare).unwrap_or(bare).trim();
    (is_signed || is_credits(bare)).then_some(bare)
}

/// Returns the text between brackets around the whole.
fn in_brackets(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    (!inner.contains(['（', '）', '(', ')'])).then_some(inner)
}

/// Returns true if a text is made of roles and names only, and has a role.
fn is_credits(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || "、，,；;：:／/".contains(c));
    let mut has_role = false;
    for word in words.filter(|word| !word.is_empty()) {
        if is_role(word) {
            has_role = true;
        } else if let Some(name) = name_behind_role(word) {
            has_role = true;
            if !is_name(name) {
                return false;
            }
        } else if !is_name(word) {
            return false;
        }
    }
    has_role
}

/// Returns the name that is written behind its role without a space: `本报记者晴空`.
fn name_behind_role(word: &str) -> Option<&str> {
    let ends = word.char_indices().map(|(at, _)| at).skip(1).take(8);
    let role = ends.filter(|at| is_role(&word[..*at])).last()?;
    Some(&word[role..])
}

/// Returns true for what may be the name of a person or an office: a few characters, no sign.
fn is_name(word: &str) -> bool {
    let length = word.chars().count();
    (1..=6).contains(&length) && word.chars().all(|c| c.is_alphabetic() || c == '·')
}

/// A byline in brackets at the end of a paragraph.
pub(super) struct AtEnd<'a> {
    /// The paragraph without it.
    pub(super) text: &'a str,
    pub(super) byline: &'a str,
    /// How it stood there.
    pub(super) written: &'a str,
}

/// Reads a byline in brackets at the end of a paragraph: `……。（记者 悠然）`.
pub(super) fn at_end(text: &str) -> Option<AtEnd<'_>> {
    let at = text.rfind(['（', '('])?;
    let written = &text[at..];
    let byline = byline(written).filter(|_| at > 0)?;
    Some(AtEnd {
        text: text[..at].trim_end(),
        byline,
        written,
    })
}

/// The head of a report: `本报讯（记者 晴空）`, `新华社北京1月15日电（记者 李平）`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head<'a> {
    /// 本报讯, 新华社电
    pub(super) agency: String,
    pub(super) place: Option<&'a str>,
    /// Month and day.
    pub(super) day: Option<(u32, u32)>,
    pub(super) byline: Option<&'a str>,
    /// How it stood there.
    pub(super) written: &'a str,
    /// What follows.
    pub(super) rest: &'a str,
}

/// Reads the head of a report.
pub(super) fn head(text: &str) -> Option<Head<'_>> {
    const AGENCIES: [&str; 6] = ["本报", "新华社", "中新社", "中新网", "央视网", "人民网"];
    /// Between the agency and 讯 or 电 stand no more characters.
    const LONGEST: usize = 20;
    let agency = AGENCIES.into_iter().find(|a| text.starts_with(a))?;
    let after = &text[agency.len()..];
    let (at, word) = after
        .char_indices()
        .take(LONGEST)
        .find(|(at, c)| ['讯', '电'].contains(c) && ends_head(&after[at + c.len_utf8()..]))?;
    let between = after[..at].trim();
    let digits = between
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(between.len());
    let (place, date) = between.split_at(digits);
    let day = month_and_day(date);
    let is_place = place.chars().all(char::is_alphabetic) && place.chars().count() <= 10;
    if !is_place || date.is_empty() != day.is_none() || !place.is_empty() && day.is_none() {
        return None;
    }
    let rest = after[at + word.len_utf8()..].trim_start();
    let bracket = rest
        .starts_with(['（', '('])
        .then(|| rest.find(['）', ')']));
    let end = bracket.flatten().map_or(0, |end| {
        rest[end..]
            .chars()
            .next()
            .map_or(end, |c| end + c.len_utf8())
    });
    let byline = byline(&rest[..end]);
    let rest = if byline.is_some() {
        rest[end..].trim_start()
    } else {
        rest
    };
    Some(Head {
        agency: format!("{agency}{word}"),
        place: Some(place).filter(|p| !p.is_empty()),
        day,
        byline,
        written: text[..text.len() - rest.len()].trim_end(),
        rest,
    })
}

/// Returns true if the word before this rest is a whole one: 讯, not that of 讯息 or 电话.
fn ends_head(rest: &str) -> bool {
    !rest.starts_with(char::is_alphabetic)
        || ["记者", "通讯员"].iter().any(|role| rest.starts_with(role))
}

/// Reads `1月15日` at the start of a text.
pub(super) fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let (month, rest) = text.split_once('月')?;
    let (day, _) = rest.split_once('日')?;
    let number = |text: &str| {
        let is_number = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse().ok().filter(|_| is_number)
    };
    Some((number(month)?, number(day)?))
}

/// Parts a text from a note at its end that it goes on elsewhere: `（下转第4版）`.
pub(super) fn onward(text: &str) -> Option<(&str, &str)> {
    let at = ["（下转", "(下转", "【下转", "（紧转", "下转", "紧转"]
        .into_iter()
        .find_map(|word| text.rfind(word))?;
    let note = &text[at..];
    let is_note = note.contains('版') && note.chars().nth(16).is_none();
    is_note.then(|| (text[..at].trim_end(), note))
}

/// Parts a text from a note at its head that it comes from elsewhere: `（上接第1版）`.
pub(super) fn from_before(text: &str) -> Option<(&str, &str)> {
    let bare = text.trim_start_matches(['（', '(', '【', '▲', '■']);
    let rest = bare
        .strip_prefix("上接")
        .or_else(|| bare.strip_prefix("紧接"))?;
    let end = rest.char_indices().take(14).find(|(_, c)| *c == '版')?.0 + '版'.len_utf8();
    let rest = rest[end..].trim_start_matches(['）', ')', '】']);
    let note = &text[..text.len() - rest.len()];
    Some((note, rest.trim_start()))
}
