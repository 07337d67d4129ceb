//! Writing text as YAML, on one line.

/// Writes text: in double quotes if it would mean something else without.
pub(crate) fn quoted(text: &str) -> String {
    let word = ["true", "false", "null", "yes", "no", "on", "off"]
        .contains(&text.to_ascii_lowercase().as_str());
    let first = text
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || "“‘《（【".contains(c));
    if text.chars().all(is_plain) && first && !word && !text.ends_with('-') {
        return text.to_owned();
    }
    double_quoted(&text.replace(char::is_control, " "))
}

/// Returns true if a character means nothing to YAML wherever it stands after the first.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || " -_.·，。！？、；：“”‘’（）《》〈〉【】—…％%".contains(c)
}

/// Puts double quotes around text.
pub(crate) fn double_quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
