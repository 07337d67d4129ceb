//! The editor's own line breaks: `停了四十一天的电梯，|昨天又动了`.

/// Says where a headline is best broken. It is shown nowhere; a bar that readers are to see is the
/// full-width one, `｜`.
pub const BAR: char = '|';

/// How many characters a first part has that looks like the name of a rubric, at most.
const LABEL: usize = 4;

/// How many characters stand before and after a bar that looks as if it were meant to be seen.
const REST: usize = 8;

/// Returns a headline as it reads, without its bars.
pub fn plain(written: &str) -> String {
    if !written.contains(BAR) {
        return written.to_owned();
    }
    parts(written).concat()
}

/// Returns the parts of a headline between its bars, as they read one after the other.
///
/// Space around a bar is one space, which ends the part before.
pub(super) fn parts(written: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in written.split(BAR) {
        let text = part.trim();
        if part.starts_with(char::is_whitespace)
            && let Some(last) = parts.last_mut()
            && !last.ends_with(' ')
        {
            last.push(' ');
        }
        if text.is_empty() {
            continue;
        }
        let is_open = part.ends_with(char::is_whitespace);
        parts.push([text, if is_open { " " } else { "" }].concat());
    }
    if let Some(last) = parts.last_mut() {
        last.truncate(last.trim_end().len());
    }
    parts
}

/// Returns true if a bar looks like one that readers are to see: with space beside it, or behind a
/// short name of a rubric.
pub fn looks_shown(written: &str) -> bool {
    let Some((first, rest)) = written.split_once(BAR) else {
        return false;
    };
    let is_label = first.chars().all(char::is_alphanumeric)
        && (1..=LABEL).contains(&first.chars().count())
        && rest.chars().count() >= REST;
    let mut bars = written.match_indices(BAR);
    is_label
        || bars.any(|(at, _)| {
            let (before, after) = (&written[..at], &written[at + 1..]);
            before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_wishes_and_not_part_of_the_headline() {
        for (written, expected) in [
            (
                "停了四十一天的电梯，|昨天又动了",
                "停了四十一天的电梯，昨天又动了",
            ),
            ("|头|尾|", "头尾"),
            ("一||二", "一二"),
            ("One | two|three", "One twothree"),
            ("One |two| three ", "One two three"),
            ("a|", "a"),
            ("|", ""),
            ("特写｜第一场雪", "特写｜第一场雪"),
            (" 没有 ", " 没有 "),
        ] {
            assert_eq!(plain(written), expected, "{written}");
        }
    }

    #[test]
    fn a_bar_that_stands_for_a_line_is_recognised() {
        for (written, expected) in [
            ("特写|第一场雪，四十八双眼睛看着它下", true),
            ("电梯 | 昨天又动了", true),
            ("停了四十一天的电梯，|昨天又动了", false),
            ("第一场雪|来了", false),
            ("没有", false),
        ] {
            assert_eq!(looks_shown(written), expected, "{written}");
        }
    }
}
