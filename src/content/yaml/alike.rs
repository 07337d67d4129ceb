//! Both readers of YAML read the same tree.

use proptest::prelude::*;

use super::*;

/// Front matter of the common form and beside it, one text a word of it.
const PARTS: [&str; 64] = [
    "title: 山上先白\n",
    "date: 2026-11-11 06:00\n",
    "date: 2026-11-11T06:00:00+08:00\n",
    "draft: true\n",
    "priority: 3\n",
    "tags: [初雪, 供暖]\n",
    "tags: [\"初雪\", '供暖']\n",
    "image:\n",
    "  src: a.svg\n",
    "  alt: 示意图：雪\n",
    "related:\n",
    "  - ../a.md\n",
    "- b.md\n",
    "- { role: 摄影, name: 韩放 }\n",
    "  - date: 2026-10-29 10:20\n",
    "    text: 原来写错。\n",
    "figures: { calls: 12, channels: { 电话: 3, 网: 4.5 } }\n",
    "summary: \"雪。\"\n",
    "summary: '雪: 大'\n",
    "\n",
    "# 注\n",
    "  # 注: x\n",
    "  #\n",
    "a: b # c\n",
    "a: b: c\n",
    "  more words\n",
    "key:\n",
    "no: yes\n",
    "n: ~\n",
    "x: -3.5\n",
    "y1: 1_000\n",
    "z: 0x1f\n",
    "e: 1e5\n",
    "t: 06:00\n",
    "\r\n",
    "  ",
    " ",
    "\t",
    "#",
    ":",
    ": ",
    "- ",
    "-",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "\\",
    "|",
    ">",
    "&a ",
    "*a",
    "!!str ",
    "%",
    "@",
    "`",
    "?",
    "? ",
    "雪",
    "\u{3000}",
    "null",
];

fn whole(text: &str) -> Result<Node, Diagnostic> {
    let range = 0..text.len();
    general(
        &SitePath::new("a.md"),
        text,
        range,
        MOST_IN_FRONT,
        &Names::NONE,
    )
}

/// Holds what is read at a glance to what the parser reads; returns true if it was.
fn is_read(text: &str) -> bool {
    let Some(simple) = simple::read(text, 0) else {
        return false;
    };
    assert_eq!(Some(simple), whole(text).ok(), "{text:?}");
    true
}

#[test]
fn front_matter_of_the_common_form_is_read_without_the_parser() {
    for text in [
        "title: 山上先白\ndate: 2026-11-11 06:00\ncolumn: jiexiang\n",
        "title: 山上先白\r\n\r\ntags: [教育, 儿童]\r\n",
        "date: 2027-01-18T06:00:00+08:00\ndraft: true\npriority: 3\n",
        "tags: [\"a\", 'b', 甲 乙]\nbyline: '记者: 晴空'\nsummary: \"雪，#大。\"\n",
        "print: { issue: 2026-11-11, page: A04, position: 1, section: 社区 }\n",
        "image:\n  src: a.svg\n  alt: 图：雪\n\ntags:\n- 甲\n- 乙",
        "corrections:\n  - date: 2026-10-29 10:20\n    text: 甲是16层。\n  - date: 2026-11-03\n",
        "byline:\n  - 记者 白若溪\n  - { role: 摄影, name: 韩放 }\nrelated: [../../a/b.md]\n",
        "figures:\n  calls: 12\n  rate: -3.5\n  channels: { 电话: 3, 网: 4 }\nempty: []\nnone: {}\n",
        "a: 从37件“热线”到A类\nb: 16层\nc:   d  \ne: \"\"\n",
        "# 甲\na: b\n  # 乙\nc:\n# 丙\n  - d\n  # 丁\n  - e\n#",
    ] {
        assert!(is_read(text), "{text:?}");
    }
}

#[test]
fn what_is_not_plainly_of_the_common_form_is_left_to_the_parser() {
    for text in [
        "a: b: c\n",
        "a: b\n  c\n",
        "a: \"b\\n\"\n",
        "a: 'b''c'\n",
        "a: b # c\n",
        "a: 1_000\n",
        "a: 0x1f\n",
        "a: 06:00\n",
        "a: no\n",
        "a: *b\n",
        "a: !!str 1\n",
        "a: |\n  b\n",
        "a: [b, c: d]\n",
        "a: [b\n",
        "a:\tb\n",
        "a: b\na: c\n",
        "a: b\n- c\n",
        "a : b\n",
        "no: b\n",
        "1: b\n",
        "? a\n",
        "---\na: b\n",
        "a: 1e5\n",
        "a: .5\n",
        "a: 012\n",
    ] {
        assert!(!is_read(text), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn both_readers_read_the_same(
        parts in proptest::collection::vec(0..PARTS.len(), 1..14),
    ) {
        let text: String = parts.into_iter().map(|i| PARTS[i]).collect();
        is_read(&text);
    }

    #[test]
    fn both_readers_read_any_scalar_alike(word in "[a-zA-Z0-9_.:+~雪·， 　-]{0,12}") {
        is_read(&format!("a: {word}\nb: [{word}]\n"));
        is_read(&format!("a: {word}\n{word}: [甲, {word}]\n"));
        is_read(&format!("a:\n  - {word}\n  - b: {word}\n    {word}: c\n"));
    }

    #[test]
    fn both_readers_read_changed_front_matter_alike(
        at in 0..200usize,
        length in 0..3usize,
        put in "[\\PC\n]{0,3}",
    ) {
        let text = "title: 山上先白\ntags: [甲, \"乙\"]\nimage:\n  src: a.svg\n  alt: 雪\n\
            related:\n  - ../a.md\n  - x: 1\n    y: 2\nprint: { page: A04, n: { m: 1.5 } }\n";
        let mut chars: Vec<char> = text.chars().collect();
        let at = at.min(chars.len());
        let end = (at + length).min(chars.len());
        chars.splice(at..end, put.chars());
        is_read(&chars.into_iter().collect::<String>());
    }
}
