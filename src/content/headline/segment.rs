//! A run of Chinese characters as words: of all ways to cut it, the one whose words occur most.

use super::names::Names;
use super::words::{LONGEST, RARE, Words};

/// What a name of the site costs, however long it is.
const NAME: u32 = 1;

/// Cuts a run of Chinese characters into words; returns their lengths in characters.
///
/// Between two ways that cost the same, the longer first word wins.
pub(super) fn words(run: &str, own: [&Names; 2]) -> Vec<usize> {
    let chars: Vec<char> = run.chars().collect();
    let units: Vec<u16> = chars
        .iter()
        .map(|c| u16::try_from(u32::from(*c)).unwrap_or(0))
        .collect();
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    // The best way to cut what begins at a place: its cost, and the length of its first word.
    let mut best = vec![(0_u32, 0_usize); chars.len() + 1];
    for at in (0..chars.len()).rev() {
        let words = Words::of(chars[at]);
        let mut found = (words.alone + best[at + 1].0, 1);
        for length in 2..=LONGEST.min(chars.len() - at) {
            if let Some(cost) = words.cost(&units[at + 1..at + length]) {
                found = cheaper(found, (cost + best[at + length].0, length));
            }
        }
        for names in own {
            if let Some(bytes) = names.longest(&run[starts[at]..]) {
                let length = run[starts[at]..starts[at] + bytes].chars().count();
                found = cheaper(found, (NAME + best[at + length].0, length));
            }
        }
        best[at] = found;
    }
    let mut lengths = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = best[at].1.max(1);
        lengths.push(length);
        at += length;
    }
    lengths
}

fn cheaper(known: (u32, usize), new: (u32, usize)) -> (u32, usize) {
    if new.0 <= known.0 { new } else { known }
}

/// Returns true if a character alone is hardly ever a word.
pub(super) fn is_rare(c: char) -> bool {
    Words::of(c).alone + 4 > RARE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(run: &str, names: &[&str]) -> String {
        let names = Names::of(names.iter().copied());
        let mut chars = run.chars();
        let words = words(run, [&names, &Names::default()]);
        let words: Vec<String> = words
            .into_iter()
            .map(|length| chars.by_ref().take(length).collect())
            .collect();
        words.join("|")
    }

    #[test]
    fn a_run_is_cut_into_the_words_that_occur_most() {
        for (run, expected) in [
            ("市气象研究所人工智能研究", "市|气象|研究所|人工智能|研究"),
            ("新认定高新技术企业", "新|认定|高新技术|企业"),
            (
                "从公开承诺看高新区的治理之变",
                "从|公开|承诺|看|高新区|的|治理|之|变",
            ),
            ("", ""),
        ] {
            assert_eq!(cut(run, &[]), expected);
        }
    }

    #[test]
    fn names_of_the_site_are_kept_whole() {
        assert_eq!(cut("湟州市民走上街头", &[]), "湟|州|市民|走上|街头");
        assert_eq!(cut("湟州市民走上街头", &["湟州"]), "湟州|市民|走上|街头");
        assert_eq!(cut("读澄湖区日报", &["澄湖区日报"]), "读|澄湖区日报");
    }
}
