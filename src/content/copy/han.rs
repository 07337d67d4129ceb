//! Characters of Chinese text.

/// Returns true if `c` is a Han character (CJK Unified Ideographs, extension A and 〇).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Returns true if `c` is one of the Han characters that no rule looks for by itself.
///
/// Rules pass over these first, since most characters of a text are such.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') && !matches!(c, '的' | '了' | '们')
}

/// Returns true if Chinese text ends with `c`: a Han character or a mark that closes.
pub(super) fn ends_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '”' | '’' | '》' | '〉' | '）' | '】' | '」' | '』')
}

/// Returns true if Chinese text starts with `c`: a Han character or a mark that opens.
pub(super) fn starts_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '“' | '‘' | '《' | '〈' | '（' | '【' | '「' | '『')
}
