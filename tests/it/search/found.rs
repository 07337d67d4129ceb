//! What is found: every string of every field, and nothing else.

use dateline::search::normal::NormalForm;

use super::decoder::{Index, Row};
use crate::support::{Dice, Site};

pub(super) const SITE: &str = "title: 湟水日报
base_url: https://e.cn/paper/
categories:
  news: { title: 新闻, kind: news }
  gong: { title: 公报, kind: bulletin }
series:
  hot:
    title: 热线日报
    period: day
    figures:
      calls: { label: 来电诉求, unit: 件次 }
      channels: { label: 留言渠道, unit: 件, parts: true }
";

/// Characters of made texts: few, so that strings come again.
const CHARACTERS: [char; 24] = [
    '的', '水', '停', '电', '市', '区', '路', '日', '人', '一', '𠀀', '国', '5', '8', '6', 'a',
    'B', 'c', '，', '。', ' ', 'é', 'བ', 'カ',
];

/// Makes a text of so many characters, with emphasis, line breaks and paragraphs.
pub(super) fn text(dice: &mut Dice, length: usize) -> String {
    let mut text = String::new();
    let mut last = ' ';
    for at in 0..length {
        last = CHARACTERS[dice.below(CHARACTERS.len())];
        text.push(last);
        match dice.below(40) {
            0 => text.push_str("水**停电**市"),
            1 if at > 0 => text.push_str("路\n区"),
            2 if at > 0 => text.push_str("一。\n\n日"),
            _ => {}
        }
    }
    if last == ' ' {
        text.push('人');
    }
    text
}

pub(super) fn article(title: &str, date: &str, body: &str) -> String {
    format!("---\ntitle: \"{title}\"\ndate: {date}\n---\n\n正文{body}\n")
}

/// Makes a site of so many articles over ten years.
pub(super) fn made(seed: u64, count: usize, more: &str) -> Site {
    let mut dice = Dice(seed);
    let site = Site::new(&[("content/site.yaml", &format!("{SITE}{more}"))]);
    for at in 0..count {
        // The newest month and day have several.
        let (year, month, day) = match at % 5 {
            0 => (2024, 1, 18),
            1 => (2024, 1, dice.below(18) + 1),
            2 => (2023, dice.below(12) + 1, dice.below(28) + 1),
            _ => (
                2014 + dice.below(10),
                dice.below(12) + 1,
                dice.below(28) + 1,
            ),
        };
        let date = format!("{year}-{month:02}-{day:02}");
        let length = dice.below(120);
        let title = format!("第{at}篇");
        site.write(
            &format!("content/news/{date}-n{at}.md"),
            article(&title, &date, &text(&mut dice, length)),
        );
    }
    site
}

#[test]
fn every_string_is_found_where_a_reading_of_all_texts_finds_it() {
    for (seed, more) in [(1, ""), (2, "search: { files: few }\n")] {
        let site = made(seed, 160, more);
        site.build(&[]);
        let index = Index::of(&site.public());
        let form = NormalForm::new(false);
        let rows = index.all_rows();
        assert_eq!(rows.len(), 160);
        let mut dice = Dice(seed);
        let mut hits = 0;
        for _ in 0..600 {
            let row = &rows[dice.below(rows.len())];
            let text: Vec<char> = form.text(row.fields.last().unwrap()).chars().collect();
            let length = dice.below(7) + 2;
            let start = dice.below(text.len());
            let end = text.len().min(start + length);
            let query: String = text[start..end].iter().collect();
            if end - start < 2 {
                continue;
            }
            let found = index.search(&query);
            assert!(found.contains(&row.address), "{query}");
            assert_eq!(found, index.scan(&query), "{query}");
            hits += found.len();
        }
        assert!(hits > 600);
        for absent in ["人水国一停", "86a5人", "没有的话"] {
            assert_eq!(index.search(absent), index.scan(absent), "{absent}");
        }
    }
}

#[test]
fn lists_that_are_long_are_cut_into_pieces() {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    // More of one year than a shard takes of one list.
    for at in 0..2100 {
        let date = format!("2022-{:02}-{:02}", at % 12 + 1, at % 28 + 1);
        site.write(
            &format!("content/news/{date}-n{at}.md"),
            article(&format!("第{at}篇"), &date, "停水通知"),
        );
    }
    site.write(
        "content/news/2024-01-18-last.md",
        article("末", "2024-01-18", "停电"),
    );
    site.build(&[]);
    let public = site.public();
    let index = Index::of(&public);
    assert!(public.keys().any(|path| path.starts_with("search/2022/l-")));
    assert_eq!(index.search("停水通知").len(), 2100);
    assert_eq!(index.search("停水"), index.scan("停水"));
    assert_eq!(index.search("第77篇").len(), 1);
    let segment = index.segments().last().unwrap();
    // Only the newest of a single character are kept.
    assert_eq!(index.list(segment, "停").len(), 32);
}

fn only_row(site: &Site, address: &str) -> Row {
    let index = Index::of(&site.public());
    let rows = index.all_rows().into_iter();
    let mut rows = rows.filter(|row| row.address.ends_with(address));
    rows.next().unwrap_or_else(|| panic!("{address}"))
}

#[test]
fn a_text_is_what_is_printed() {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    site.write(
        "content/news/a.md",
        "---\ntitle: 题\ndate: 2024-01-18 09:30\nkicker: 引题\nsubtitle: 副题\nbyline: 记者 晴空\n\
         summary: 摘要\nimage: { src: x.gif, alt: 图的替代, caption: 图说, credit: 摄影者 }\n---\n\n\
         一段**重点**话\n接着说。\n\n| 表头 | 数 |\n| --- | --- |\n| 甲 | 5,868 |\n\n\
         ![里面的图](x.gif \"里面的图说\")\n\n注释在此[^1]件。\n\n[^1]: 脚注说明。\n\n\
         <p>生的 &amp; <b>标</b>签</p>\n\n<script>坏()</script>\n",
    );
    site.write("content/news/x.gif", b"GIF89a\x02\x00\x01\x00\x00\x00\x00;");
    site.run(&["build"]);
    let row = only_row(&site, "a.html");
    assert_eq!(
        (
            &*row.address,
            &*row.title,
            &*row.day,
            &*row.time,
            row.category
        ),
        ("2024/01/18/a.html", "题", "2024-01-18", "09:30", 0)
    );
    let (body, fields) = row.fields.split_last().unwrap();
    assert_eq!(
        fields,
        [
            "引题",
            "副题",
            "记者 晴空",
            "摘要",
            "图的替代",
            "图说 摄影者",
            "里面的图",
            "里面的图说"
        ]
    );
    assert_eq!(
        body,
        "一段重点话接着说。\n表头\n数\n甲\n5,868\n注释在此件。\n生的 & 标签\n脚注说明。"
    );
}

#[test]
fn figures_and_topics_of_a_bulletin_are_found() {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    site.write(
        "content/gong/b.md",
        "---\ntitle: 日报\ndate: 2024-01-18\nseries: hot\nperiod: 2024-01-17\nfigures:\n  calls: 5868\n\
         \u{20} channels: { 市长信箱: 6, 随手拍: 41 }\ntopics:\n  - { name: 工资纠纷, count: 45, note: 拖欠 }\n---\n",
    );
    site.build(&[]);
    let index = Index::of(&site.public());
    for query in [
        "5868",
        "来电诉求5868件次",
        "市长信箱6",
        "工资纠纷",
        "随手拍41件",
        // The sentence that stands for its text.
        "留言渠道：市长信箱6件、随手拍41件",
        "45件次",
    ] {
        assert_eq!(index.search(query).len(), 1, "{query}");
    }
}

#[test]
fn the_head_of_a_text_and_the_number_of_a_map_are_found() {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    site.write(
        "content/news/a.md",
        "---\ntitle: 题\ndate: 2024-01-18\ndateline: { agency: 本报讯, place: 西宁, date: 2024-01-17 }\n\
         image: { src: x.gif, alt: 图, map: 青S(2024)012号 }\n---\n\n今年的雪来得早。\n",
    );
    site.write("content/news/x.gif", b"GIF89a\x02\x00\x01\x00\x00\x00\x00;");
    site.build(&[]);
    let index = Index::of(&site.public());
    for query in ["本报西宁1月17日讯今年的雪", "青S2024012号"] {
        assert_eq!(index.search(query).len(), 1, "{query}");
    }
}

#[test]
fn a_hostile_text_stays_a_text() {
    let title = "</script><script>坏</script>\u{2028}\\\"";
    let site = Site::new(&[("content/site.yaml", SITE)]);
    let yaml = title.replace('\\', "\\\\").replace('"', "\\\"");
    site.write(
        "content/news/a.md",
        article(&yaml, "2024-01-18", "\\<b\\>&lt;i>\u{2029}]]>-->"),
    );
    site.write("content/news/b.md", article(&yaml, "2023-01-18", "乙"));
    assert_eq!(site.run(&["build"]).status, 0);
    // The decoder stops at what is more than a value.
    let index = Index::of(&site.public());
    assert_eq!(index.search("<script>坏").len(), 2);
    assert_eq!(index.search("script坏").len(), 0);
}

#[test]
fn traditional_characters_are_found_where_the_site_says_so() {
    for (more, count) in [("", 1), ("search: { fold: hans }\n", 2)] {
        let site = Site::new(&[("content/site.yaml", &format!("{SITE}{more}"))]);
        site.write("content/news/a.md", article("甲", "2023-01-18", "臺灣"));
        site.write("content/news/b.md", article("乙", "2023-01-18", "台湾"));
        site.write("content/news/c.md", article("丙", "2024-01-18", "末"));
        site.build(&[]);
        let public = site.public();
        assert_eq!(Index::of(&public).search("台湾").len(), count);
        let form = String::from_utf8_lossy(&public["search/form.js"]).into_owned();
        assert_eq!(form.contains('|'), count == 2);
    }
}
