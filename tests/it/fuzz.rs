//! The fuzz targets over the kept corpus, and over a fixed number of changes of it: the same on
//! every machine.
//!
//! `CONTRIBUTING.md` says how to look for new inputs; one that fails goes into `fuzz/corpus/` with
//! the repair.

#[path = "../../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::support::project;

/// How many changes are tried of each kept input.
const CHANGES: u64 = 300;

/// Pieces that parsers look out for.
const WORDS: [&str; 40] = [
    "---\n",
    ": ",
    "- ",
    "[^",
    "](",
    "![",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "\n\n",
    "\n> ",
    "```",
    "|-|",
    "\\",
    "&#x",
    "{#",
    "<svg ",
    "xmlns:h=\"",
    "http://www.w3.org/1999/xhtml",
    "javascript:",
    "url(",
    "<![CDATA[",
    "<!DOCTYPE",
    "\u{feff}",
    "\u{3000}",
    "。",
    "“",
    "\u{f8e7}",
    "\u{fdd0}",
    "\0",
    "&*",
    "!!",
    "*a",
    "\t",
    "Content-Length: ",
    "\r\n\r\n",
    "99999999999",
    "..",
    "/",
];

#[test]
fn no_target_fails_on_the_kept_corpus_or_near_it() {
    let corpus = project("fuzz/corpus");
    let inputs: Vec<(&str, targets::Target, PathBuf)> = targets::TARGETS
        .iter()
        .flat_map(|(name, target)| {
            let folder = corpus.join(name);
            let mut files: Vec<PathBuf> = fs::read_dir(folder)
                .unwrap()
                .map(|e| e.unwrap().path())
                .collect();
            files.sort();
            assert!(files.len() >= 5, "{name} has a corpus");
            files.into_iter().map(|file| (*name, *target, file))
        })
        .collect();
    let kept: Vec<Vec<u8>> = inputs
        .iter()
        .map(|(.., file)| fs::read(file).unwrap())
        .collect();
    let failures: Vec<String> = inputs
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, (name, target, file))| {
            let kept = &kept;
            (0..=CHANGES).filter_map(move |change| {
                let input = if change == 0 {
                    kept[index].clone()
                } else {
                    changed(kept, index, change)
                };
                let failed = || {
                    format!(
                        "{name}, change {change} of {}: {:?}",
                        file.display(),
                        String::from_utf8_lossy(&input)
                    )
                };
                catch_unwind(|| target(&input)).is_err().then(failed)
            })
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Returns an input as an accident or an attacker would change it; the same for the same numbers.
fn changed(kept: &[Vec<u8>], index: usize, change: u64) -> Vec<u8> {
    let mut random = Random((index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ change);
    let mut bytes = kept[index].clone();
    for _ in 0..1 + random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, WORDS[random.below(WORDS.len())].bytes())),
            2 => {
                let piece = bytes[at..end].repeat(1 + random.below(20));
                drop(bytes.splice(at..at, piece));
            }
            3 => bytes
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|byte| *byte = random.next() as u8),
            4 => {
                let other = &kept[random.below(kept.len())];
                let from = random.below(other.len() + 1);
                drop(bytes.splice(at..end, other[from..].iter().take(60).copied()));
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}

/// Marsaglia's xorshift: numbers that look random and are the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}
