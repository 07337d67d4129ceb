//! What a value of a different form can only mean.

use super::node::Node;

/// Returns true if a text stands in one line and may have been meant as items of a list.
///
/// A list under other signs than hyphens is a text of several lines.
pub(super) fn is_one_line(text: &str, node: &Node) -> bool {
    text.len() == node.span.len()
        && !text.starts_with(['-', '－', '•', '·'])
        && !text.contains(['[', ']', '{', '}', '#', '：'])
        && !text.contains(": ")
}

/// Returns `true` or `false` where a word for it in Chinese, English or YAML 1.1 can mean nothing
/// else.
pub(super) fn boolean_meant(word: &str) -> Option<&'static str> {
    match word.trim().to_ascii_lowercase().as_str() {
        "是" | "是的" | "真" | "yes" | "y" | "on" => Some("true"),
        "否" | "不是" | "假" | "no" | "n" | "off" => Some("false"),
        _ => None,
    }
}

/// Returns the items that a text on one line is meant to list.
pub(super) fn items_meant(text: &str) -> Vec<&str> {
    let items = text.split(['，', '、', '；', ',']).map(str::trim);
    items.filter(|item| !item.is_empty()).collect()
}

/// Returns true if there is one way to read a text as these items of a list.
///
/// A space may part two items, or be a part of one; quotation marks and other signs mean something
/// of their own in a list.
pub(super) fn are_certain(text: &str, items: &[&str]) -> bool {
    let is_parted = items.len() > 1 || !text.contains(char::is_whitespace);
    !items.is_empty() && is_parted && items.iter().all(|item| is_plain(item))
}

/// Returns true if a text means the same within the brackets of a list as it does alone.
fn is_plain(item: &str) -> bool {
    item.chars()
        .all(|c| c.is_alphanumeric() || " -_./·《》〈〉“”‘’（）()+%".contains(c))
        && item.starts_with(|c: char| c.is_alphanumeric() || "/《〈“‘（".contains(c))
}
