//! What a line looks like: a headline, a sentence, one that was broken off.

/// A headline has no more characters.
const LONGEST: usize = 40;

/// A label over a part of a text is no longer; what is longer is rather a headline.
const LABEL: usize = 13;

/// What may stand behind the end of a sentence.
const CLOSING: [char; 9] = ['”', '’', '」', '』', '）', ')', '》', '】', '"'];

/// Titles of boxes beside a text, which may occur again and again.
const BOXES: [&str; 10] = [
    "相关链接",
    "新闻链接",
    "链接",
    "延伸阅读",
    "新闻背景",
    "背景资料",
    "小贴士",
    "新闻助读",
    "记者手记",
    "编者按",
];

/// Returns true if a text ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(CLOSING);
    bare.ends_with([
        '。', '！', '？', '!', '?', '…', '.', '；', ';', '：', ':', '～', '~',
    ])
}

/// Returns true if a text is whole: what stands in a bracket at its end comes behind a sentence.
fn is_whole(text: &str) -> bool {
    let has_bracket = text.ends_with(['）', ')']);
    let before = text.rfind(['（', '(']).filter(|_| has_bracket);
    ends_sentence(text) || before.is_some_and(|at| ends_sentence(text[..at].trim_end()))
}

/// Returns true if a text is no longer than a number of characters.
pub(super) fn is_short(text: &str, most: usize) -> bool {
    text.chars().nth(most).is_none()
}

/// Returns true if a line may be a headline, or a label over a part of a text.
pub(super) fn is_headline(text: &str) -> bool {
    is_short(text, LONGEST)
        && text.contains(char::is_alphabetic)
        && !ends_sentence_of_headline(text)
        && !text.ends_with(['，', '、', '；', '：', '。', ',', ';', ':'])
        && !text.contains(['。', '\t'])
        && item(text).is_none()
        && speaker(text).is_none()
        && is_balanced(text)
}

/// Returns true if a line ends a sentence; a headline may ask or call, if it says one thing only.
fn ends_sentence_of_headline(text: &str) -> bool {
    let asks = text.ends_with(['？', '！', '…', '?', '!']) && !text.contains(['，', '“', '”']);
    ends_sentence(text) && !(asks && is_short(text, 24))
}

/// Returns true if a line is a label over a part of a text rather than a headline.
pub(super) fn is_label(text: &str) -> bool {
    is_numbered(text) || BOXES.contains(&text)
}

/// Returns true if a line is as short as labels are.
pub(super) fn is_short_label(text: &str) -> bool {
    is_short(text, LABEL)
}

/// Returns true if a label has a number in Chinese characters: `一、`, `（二）`, `之三`.
fn is_numbered(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(']);
    let rest = bare.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < bare.len() && rest.starts_with(['、', '）', ')', '.', '．'])
}

/// Returns the number of a line of a list, and what stands behind it: `1. `, `2、`, `（3）`.
pub(super) fn item(text: &str) -> Option<(u32, &str)> {
    let bare = text.trim_start_matches(['（', '(']);
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = bare[..digits].parse().ok().filter(|_| digits <= 3)?;
    let rest = bare[digits..].strip_prefix(['.', '．', '、', ')', '）'])?;
    // 1.2万 is a number, not a place in a list.
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then(|| (number, rest.trim_start()))
}

/// Returns what somebody says in an interview, behind the name or 问 and 答.
pub(super) fn speaker(text: &str) -> Option<&str> {
    let (name, said) = text.split_once(['：', ':'])?;
    let is_name = ["问", "答", "记者", "主持人", "嘉宾", "Q", "A"].contains(&name);
    is_name.then_some(said)
}

/// Returns true if every bracket and quote that is opened is closed.
fn is_balanced(text: &str) -> bool {
    let pairs = [
        ("“", "”"),
        ("《", "》"),
        ("（", "）"),
        ("「", "」"),
        ("【", "】"),
    ];
    pairs
        .iter()
        .all(|(open, close)| text.matches(open).count() == text.matches(close).count())
}

/// Returns true if a line was broken off in the middle of a sentence.
pub(super) fn is_broken_off(text: &str) -> bool {
    /// A line of verse that ends with a comma is shorter.
    const VERSE: usize = 20;
    if is_whole(text) || text.contains('\t') {
        return false;
    }
    let is_long = !is_short(text, LONGEST);
    let is_clause = text.ends_with(['，', '、', ',']) && !is_short(text, VERSE);
    let is_item = item(text).is_some() && text.contains('，');
    is_long || is_clause || is_item || text.contains('。') || !is_balanced(text)
}

/// Returns true if a line may be the rest of a sentence that was broken off.
pub(super) fn goes_on(text: &str) -> bool {
    let is_start = item(text).is_some() || speaker(text).is_some() || is_numbered(text);
    let is_head = text.starts_with("本报讯") || text.starts_with("新华社");
    !is_start && !is_head && (is_whole(text) || is_broken_off(text))
}

/// Returns true if a line is the caption of a picture.
pub(super) fn is_caption(text: &str) -> bool {
    const LONGEST: usize = 120;
    let is_signed = [" 摄", "\u{3000}摄", "摄）", "摄影报道", "/摄", "／摄"]
        .iter()
        .any(|end| text.ends_with(end));
    is_short(text, LONGEST) && (opens_caption(text) || is_signed && !text.starts_with("本报讯"))
}

/// Returns true if a line starts as captions do.
pub(super) fn opens_caption(text: &str) -> bool {
    const HEADS: [&str; 6] = ["图为", "图片说明", "图①", "图一：", "上图", "下图"];
    HEADS.iter().any(|head| text.starts_with(head))
}
