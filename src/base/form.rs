//! Characters that look like different ones, and those that are meant by them.

use unicode_normalization::UnicodeNormalization;

/// Returns what GB 18030-2022 has in the place of a character for private use of its earlier
/// editions, and of GBK.
pub(super) fn assigned(c: char) -> Option<char> {
    Some(match c {
        '\u{e5e5}' => '\u{3000}',
        '\u{e7c7}' => '\u{1e3f}',
        '\u{e81e}' => '\u{9fb4}',
        '\u{e826}' => '\u{9fb5}',
        '\u{e82b}' => '\u{9fb6}',
        '\u{e82c}' => '\u{9fb7}',
        '\u{e832}' => '\u{9fb8}',
        '\u{e843}' => '\u{9fb9}',
        '\u{e854}' => '\u{9fba}',
        '\u{e864}' => '\u{9fbb}',
        _ => return None,
    })
}

/// Radicals that are whole characters of the simplified script, and these (Unicode,
/// EquivalentUnifiedIdeograph.txt).
const RADICALS: [(char, char); 28] = [
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

/// Returns the Han character that is meant by a radical or by a form of a different standard.
pub(super) fn meant(c: char) -> Option<char> {
    if let Some((_, right)) = RADICALS.iter().find(|(radical, _)| *radical == c) {
        return Some(*right);
    }
    let mut form = c.nfkc();
    form.next()
        .filter(|right| *right != c && form.next().is_none())
}
