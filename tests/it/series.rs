//! Series as they are published: one set of numbers in table, CSV and JSON, and what a new bulletin
//! rewrites.

use std::collections::BTreeMap;

use dateline::base::date::{Date, parse_date};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use rust_decimal::Decimal;

use crate::support::{Site, assert_same};

const CONFIG: &str = "\
title: 湟水日报
base_url: https://x.cn/news/
categories: { b: { title: 公报, kind: bulletin }, n: { title: 新闻, kind: news } }
series:
  d:
    title: 日报
    period: day
    figures:
      calls: { label: 来电, unit: 件次, jump: 0 }
      rate: { label: 办结率, unit: \"%\", optional: true, jump: 0 }
      channels: { label: 渠道, unit: 件, parts: true }
    rules: [calls = sum(channels)]
";

fn day(offset: u64) -> Date {
    parse_date("2023-11-20")
        .unwrap()
        .checked_add_days(chrono::Days::new(offset))
        .unwrap()
}

/// Writes the bulletin of a day, published on the next one.
fn bulletin(site: &Site, offset: u64, parts: &[(&str, u32)], rate: Option<&str>) {
    let (period, date) = (day(offset), day(offset + 1));
    let calls: u32 = parts.iter().map(|(_, n)| n).sum();
    let channels: Vec<String> = parts
        .iter()
        .map(|(name, n)| format!("{name:?}: {n}"))
        .collect();
    let rate = rate.map(|r| format!("  rate: {r}\n")).unwrap_or_default();
    let text = format!(
        "---\ntitle: 日报\ndate: {date} 06:00\nseries: d\nperiod: {period}\nfigures:\n  calls: {calls}\n{rate}  channels: {{ {} }}\n---\n",
        channels.join(", ")
    );
    site.write(&format!("content/b/{date}-ri-bao.md"), text);
}

fn site(days: impl Iterator<Item = u64>) -> Site {
    let site = Site::new(&[("content/site.yaml", CONFIG)]);
    for i in days {
        let n = u32::try_from(i * 37 % 90).unwrap();
        bulletin(
            &site,
            i,
            &[("电话", 400 + n), ("留言", n % 7)],
            (i % 3 == 0).then_some("90.90"),
        );
    }
    site
}

/// Numbers by period and column; a cell that is empty is not there.
type Cells = BTreeMap<(String, String), Decimal>;

fn csv_cells(bytes: &[u8]) -> Cells {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
    assert!(text.ends_with(b"\r\n"));
    let mut reader = csv::Reader::from_reader(text);
    let head: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let mut cells = Cells::new();
    for record in reader.records() {
        let record = record.unwrap();
        for (name, cell) in head
            .iter()
            .zip(&record)
            .skip(3)
            .filter(|(n, c)| *n != "url" && !c.is_empty())
        {
            cells.insert(
                (record[0].to_owned(), name.clone()),
                Decimal::from_str_exact(cell).unwrap(),
            );
        }
    }
    cells
}

fn json_cells(bytes: &[u8]) -> Cells {
    let data: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    let number = |v: &serde_json::Value| Decimal::from_str_exact(&v.to_string()).unwrap();
    let mut cells = Cells::new();
    for bulletin in data["bulletins"].as_array().unwrap() {
        for (name, value) in bulletin["figures"].as_object().unwrap() {
            let value = match value.as_object() {
                Some(parts) => parts.values().map(number).sum(),
                None => number(value),
            };
            cells.insert(
                (
                    bulletin["period"].as_str().unwrap().to_owned(),
                    name.clone(),
                ),
                value,
            );
        }
    }
    cells
}

/// Reads the table of periods out of a page: the rows of bulletins, by the labels of their columns.
fn html_cells(html: &str) -> Cells {
    let start = html.find("<table class=\"periods\">").unwrap();
    let end = start
        + html[start..]
            .find("<tfoot>")
            .or_else(|| html[start..].find("</table>"))
            .unwrap();
    let ids = ["calls", "rate", "channels"];
    let mut cells = Cells::new();
    let body = &html[start + html[start..].find("<tbody>").unwrap()..end];
    for row in body.split("<tr>").skip(1) {
        let texts = texts(&format!("<tr>{}", row.split("</tr>").next().unwrap()));
        let period = texts[0].replace(['年', '月'], "-").replace('日', "");
        let numbers: Vec<u32> = period.split('-').map(|n| n.parse().unwrap()).collect();
        let period = format!("{:04}-{:02}-{:02}", numbers[0], numbers[1], numbers[2]);
        for (id, text) in ids
            .iter()
            .zip(&texts[1..])
            .filter(|(_, t)| !t.starts_with('–'))
        {
            cells.insert(
                (period.clone(), (*id).to_owned()),
                Decimal::from_str_exact(text).unwrap(),
            );
        }
    }
    cells
}

/// Returns the texts of the cells of a row.
fn texts(row: &str) -> Vec<String> {
    let mut reader = Reader::from_str(row);
    reader.config_mut().check_end_names = false;
    let mut texts = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) if matches!(e.local_name().as_ref(), "td" | "th") => {
                texts.push(String::new())
            }
            Event::Text(t) => texts.last_mut().unwrap().push_str(t.trim()),
            Event::Eof => return texts,
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same numbers stand in the table, in the CSV and in the JSON, whatever they are.
    #[test]
    fn table_csv_and_json_have_the_same_numbers(
        days in prop::collection::btree_map(0u64..60, (0u32..5000, 0u32..50, prop::option::of("[1-9]?[0-9]\\.[0-9]{1,2}")), 2..25),
    ) {
        let site = Site::new(&[("content/site.yaml", CONFIG)]);
        for (offset, (phone, other, rate)) in &days {
            bulletin(&site, *offset, &[("电话, \"热线\"", *phone), ("留言", *other)], rate.as_deref());
        }
        site.build(&[]);
        let public = site.public();
        let html = String::from_utf8(public["series/d/index.html"].clone()).unwrap();
        let cells = csv_cells(&public["series/d/data.csv"]);
        let given = days.values().map(|(_, _, rate)| 2 + usize::from(rate.is_some())).sum::<usize>();
        prop_assert_eq!(cells.len(), given);
        prop_assert_eq!(&cells, &json_cells(&public["series/d/data.json"]));
        prop_assert_eq!(&cells, &html_cells(&html));
        // The years together are the whole.
        let years = public.iter().filter(|(path, _)| path.starts_with("series/d/20") && path.ends_with("/data.csv"));
        let together: Cells = years.flat_map(|(_, bytes)| csv_cells(bytes)).collect();
        prop_assert_eq!(&together, &cells);
        let parts: u32 = csv::Reader::from_reader(&public["series/d/parts.csv"][3..]).records().map(|r| r.unwrap()[3].parse::<u32>().unwrap()).sum();
        prop_assert_eq!(parts, days.values().map(|(a, b, _)| a + b).sum::<u32>());
    }
}

#[test]
fn decimals_are_given_away_as_they_were_written() {
    let site = site(0..4);
    site.build(&[]);
    let public = site.public();
    let text = |path: &str| String::from_utf8(public[path].clone()).unwrap();
    assert!(text("series/d/data.csv").contains(",90.90,"));
    assert!(text("series/d/data.json").contains("\"rate\":90.90"));
    assert!(text("series/d/index.html").contains("<td class=\"right\">90.90</td>"));
    let metadata: serde_json::Value =
        serde_json::from_slice(&public["series/d/data.csv-metadata.json"]).unwrap();
    let columns = metadata["tables"][0]["tableSchema"]["columns"]
        .as_array()
        .unwrap();
    let head = text("series/d/data.csv");
    let names: Vec<&str> = columns
        .iter()
        .map(|c| c["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        head.trim_start_matches('\u{feff}').lines().next().unwrap(),
        names.join(",")
    );
}

#[test]
fn no_name_of_a_part_is_a_formula_of_a_spreadsheet() {
    let site = Site::new(&[("content/site.yaml", CONFIG)]);
    let names = [
        "=HYPERLINK(1,2)",
        "+1+1",
        "-1+1|cmd",
        "@SUM(1)",
        "\t=1",
        "＝1+1",
        "'=1",
        "留言-=+",
    ];
    bulletin(&site, 0, &names.map(|name| (name, 1)), Some("-5.5"));
    let run = site.run(&["build"]);
    assert_eq!(
        (run.status, run.stderr.matches("W0620").count()),
        (0, 6),
        "{run}"
    );
    let public = site.public();
    let mut rows = csv::Reader::from_reader(&public["series/d/parts.csv"][3..]);
    let written: Vec<String> = rows.records().map(|r| r.unwrap()[2].to_owned()).collect();
    let expected = [
        "'=HYPERLINK(1,2)",
        "'+1+1",
        "'-1+1|cmd",
        "'@SUM(1)",
        "'\t=1",
        "'＝1+1",
        "'=1",
        "留言-=+",
    ];
    assert_eq!(written, expected);
    // A number is none, whatever its sign.
    assert!(String::from_utf8_lossy(&public["series/d/data.csv"]).contains(",-5.5,"));
}

#[test]
fn one_more_bulletin_leaves_the_past_alone() {
    let site = site((0..70).filter(|i| *i != 30));
    site.write(
        "content/n/a.md",
        "---\ntitle: 图\ndate: 2024-01-10\n---\n![来电](series:d/calls?last=30d)\n",
    );
    site.build(&[]);
    bulletin(&site, 70, &[("电话", 480), ("来信", 3)], None);
    let report = site.build(&[]);
    assert_same(&site.public(), &site.fresh(&[]));
    let written = report.paths("written");
    let data: Vec<&String> = written
        .iter()
        .filter(|p| p.starts_with("series/d/"))
        .collect();
    assert!(
        data.iter().all(|p| !p.starts_with("series/d/2023/")),
        "{data:?}"
    );
    let articles = written
        .iter()
        .filter(|p| p.ends_with("ri-bao.html"))
        .count();
    assert_eq!(
        articles, 2,
        "the new one and the one before it: {written:?}"
    );
    assert!(
        !written.contains(&"2024/01/10/a.html".to_owned()),
        "an older article's chart stays"
    );
}

#[test]
fn a_bulletin_that_comes_late_is_set_in_its_place() {
    let site = site((0..70).filter(|i| *i != 30));
    site.build(&[]);
    bulletin(&site, 30, &[("电话", 480)], None);
    let report = site.build(&[]);
    assert_same(&site.public(), &site.fresh(&[]));
    // It stands in the charts of the thirty after it, and beside the one before it.
    let articles = report
        .paths("written")
        .iter()
        .filter(|p| p.ends_with("ri-bao.html"))
        .count();
    assert_eq!(articles, 31, "{:?}", report.paths("written"));
    let feed = String::from_utf8(site.public()["series/d/feed.xml"].clone()).unwrap();
    assert!(
        feed.contains("2023/12/21/ri-bao.html") || feed.matches("<entry>").count() == 50,
        "{feed}"
    );
}

#[test]
fn a_long_year_is_parted_by_month() {
    let site = Site::new(&[("content/site.yaml", CONFIG)]);
    for i in 42..260 {
        bulletin(&site, i, &[("电话", 400)], None);
    }
    site.build(&["--now", "2025-01-01T00:00:00Z"]);
    let public = site.public();
    let year = String::from_utf8(public["series/d/2024/index.html"].clone()).unwrap();
    assert!(
        !year.contains("class=\"periods\"") && year.contains("href=\"/news/series/d/2024/03/\"")
    );
    let month = String::from_utf8(public["series/d/2024/03/index.html"].clone()).unwrap();
    assert_eq!(html_cells(&month).len(), 31 * 2);
    assert!(!public.contains_key("series/d/2024/03/data.csv"));
    // The first page has the newest thirty.
    let first = String::from_utf8(public["series/d/index.html"].clone()).unwrap();
    assert_eq!(html_cells(&first).len(), 30 * 2);
}

#[test]
fn a_figure_that_no_issue_reports_has_no_total() {
    let site = Site::new(&[("content/site.yaml", CONFIG)]);
    bulletin(&site, 0, &[("电话", 5)], None);
    bulletin(&site, 1, &[("电话", 6)], None);
    let run = site.run(&["build", "--now", "2024-02-01T12:00:00+08:00"]);
    assert_eq!(run.status, 0, "{run}");
    let html = site.read("public/series/d/index.html");
    let foot = html.split("<tfoot>").nth(1).unwrap();
    let foot = &foot[foot.find("<th").unwrap()..foot.find("</tr>").unwrap()];
    assert!(!foot.contains(">0<"), "{foot}");
    assert_eq!(texts(foot).concat(), "以上各期合计11–未列11", "{foot}");
}
