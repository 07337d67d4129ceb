//! The parts that everything stands on, at their boundary: configuration, dates, addresses.

use dateline::base::date::{
    DateError, Language, Moment, Part, Period, Zone, parse_date, parse_moment,
};
use dateline::base::path::SitePath;
use dateline::base::url::Url;
use dateline::content::config::{Config, Kind, Profile};
use dateline::diagnostic::wording::Wording;
use dateline::diagnostic::{Diagnostic, nearest};
use dateline::source::text;

const SITE: &str = "title: 湟水日报\nbase_url: https://x.cn/news/\ncategories:\n  scitech: { title: 科技, kind: news }\n";

fn config(text: &str) -> (Config, Vec<String>) {
    let file = SitePath::new("content/site.yaml");
    let checked = Config::read(&file, text);
    let place = |d: &Diagnostic| {
        let start = d.span.as_ref().map_or(0, |s| s.start as usize);
        format!("{}@{}", d.code.id, text[..start].matches('\n').count() + 1)
    };
    (checked.value, checked.problems.iter().map(place).collect())
}

#[test]
fn a_configuration_is_read_in_one_step() {
    let (config, problems) = config(SITE);
    assert_eq!(problems, [""; 0]);
    assert_eq!(
        (
            config.origin.as_str(),
            config.prefix.as_str(),
            config.host()
        ),
        ("https://x.cn", "/news", "x.cn")
    );
    assert_eq!(config.categories.first().map(|c| c.kind), Some(Kind::News));
    assert_eq!(config.publisher, "湟水日报");
}

#[test]
fn a_line_of_hyphens_begins_no_second_document() {
    assert_eq!(config(&format!("---\n{SITE}")).1, [""; 0]);
    assert_eq!(config(&format!("---\n{SITE}...\n")).1, [""; 0]);
    assert_eq!(config(&format!("{SITE}---\n")).1, ["E0139@5"]);
    assert_eq!(
        config(&format!("---\n{SITE}---\ntheme: a\n")).1,
        ["E0139@6"]
    );
}

#[test]
fn every_spelling_of_a_boolean_is_one() {
    for word in ["off", "false", "False", "FALSE", "'False'"] {
        let (config, problems) = config(&format!("{SITE}checks: {{ W0703: {word} }}\n"));
        assert_eq!((problems, config.silent.len()), (vec![], 1), "{word}");
        let text = format!("{SITE}policy: {{ review: {word} }}\n");
        assert_eq!(self::config(&text).1, [""; 0], "{word}");
    }
    let (config, problems) = config(&format!("{SITE}checks: {{ W0703: TRUE }}\n"));
    assert_eq!((problems, config.silent.len()), (vec![], 0));
}

#[test]
fn every_mistake_of_a_configuration_is_found_at_once() {
    let text = "titel: 湟水日报\nbase_url: news\ntimezone: Asia/Shanghia\nprofile: gov-cn\ncategories:\n  tags: { title: 标签, kind: news }\n  sci: { title: 科技, kind: nwes }\n";
    let (config, mut problems) = config(text);
    problems.sort();
    assert_eq!(config.profile, Some(Profile::GovCn));
    assert_eq!(
        problems,
        [
            "E0113@1", "E0120@2", "E0121@3", "E0123@6", "E0124@7", "E0126@4", "E0126@4", "E0126@4",
            "E0126@4"
        ]
    );
}

#[test]
fn a_base_url_is_absolute_and_plain() {
    let check = |url: &str, expected: Option<(&str, &str)>| {
        let mut config = Config::default();
        let is_good = config.set_base_url(url);
        assert_eq!(
            is_good.then_some((config.origin.as_str(), config.prefix.as_str())),
            expected,
            "{url}"
        );
    };
    check("https://x.cn", Some(("https://x.cn", "")));
    check(
        "HTTPS://News.X.cn/City",
        Some(("https://news.x.cn", "/City")),
    );
    check(
        "https://x.cn:8080/news/city/",
        Some(("https://x.cn:8080", "/news/city")),
    );
    check(
        "https://x.cn/新闻/",
        Some(("https://x.cn", "/%E6%96%B0%E9%97%BB")),
    );
    check(
        "https://x.cn/%E6%96%B0/",
        Some(("https://x.cn", "/%E6%96%B0")),
    );
    for url in [
        "x.cn",
        "https:///x",
        "https://x.cn/a/../b/",
        "https://x.cn/a//b/",
        "https://x.cn/?a",
        "ftp://x.cn/",
        "https:x.cn",
    ] {
        check(url, None);
    }
}

#[test]
fn a_hint_fits_what_was_written() {
    let check = |text: &str, code: &str, expected: &[&str]| {
        let read = Config::read(&SitePath::new("content/site.yaml"), text);
        let found = read
            .problems
            .iter()
            .find(|p| p.code.id == code)
            .expect(text);
        assert_eq!(
            Wording::new(Language::English).diagnostic(found).hints,
            expected,
            "{text}"
        );
    };
    let beijing = "Beijing time is Asia/Shanghai";
    check("timezone: Asia/Beijing\n", "E0121", &[beijing]);
    check("timezone: 北京\n", "E0121", &[beijing]);
    check(
        "timezone: Asia/Shanghia\n",
        "E0121",
        &["Did you mean “Asia/Shanghai”?", beijing],
    );
    let top = "Write one entry a line, from its first column on, without a hyphen before it: title: The headline";
    check("- title: a\n", "E0110", &[top]);
    check("title\n", "E0110", &[top]);
    let line = "Write one line such as mashangban: { title: At once }";
    check("columns:\n  a: [b]\n", "E0110", &[line]);
    check("columns:\n  a: 甲\n", "E0110", &[line]);
    check(
        "title:\n",
        "E0112",
        &["Nothing follows “title:”; write the headline in the same line: title: First snow"],
    );
}

#[test]
fn hostile_yaml_is_refused_with_a_place() {
    let (_, problems) = config("title: a\ntitle: b\n");
    assert_eq!(problems, ["E0103@2"]);
    let (_, problems) = config("title: \"a\n");
    assert_eq!(problems, ["E0106@1"]);
    let bomb: String = (0..12)
        .map(|i| {
            format!(
                "k{i}: &a{i} [{}]\n",
                vec![format!("*a{}", i - 1); 9]
                    .join(", ")
                    .replace("*a-1", "x")
            )
        })
        .collect();
    let (_, problems) = config(&bomb);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("E0104@"), "{problems:?}");
}

#[test]
fn dates_are_read_in_the_sites_zone() {
    let zone: Zone = "Asia/Shanghai".parse().expect("an IANA name");
    let check = |text: &str, expected: &str| {
        assert_eq!(
            parse_moment(text, zone).map(Moment::rfc3339),
            Ok(expected.to_owned()),
            "{text}"
        );
    };
    check("2024-01-18", "2024-01-18T00:00:00+08:00");
    check("2024-01-18 09:30", "2024-01-18T09:30:00+08:00");
    check("2024-01-18T09:30", "2024-01-18T09:30:00+08:00");
    check("2024-01-18 09:30:05", "2024-01-18T09:30:05+08:00");
    check("2024-01-17T23:00:00Z", "2024-01-18T07:00:00+08:00");
    let day = |text: &str| parse_date(text).expect("a day");
    for (text, part) in [
        ("2024-13-01", Part::Month(13)),
        ("2024-00-01", Part::Month(0)),
        ("2023-02-29", Part::Day(day("2023-02-01"), 28, 29)),
        ("2024年2月30日", Part::Day(day("2024-02-01"), 29, 30)),
        ("2024/2/30 9:30", Part::Day(day("2024-02-01"), 29, 30)),
        ("2024-01-18 25:30", Part::Hour(25)),
        ("2024-01-18T25:30:00+08:00", Part::Hour(25)),
        ("2024年1月18日25时", Part::Hour(25)),
        ("2024-01-18 24:30", Part::Hour(24)),
        ("2024-12-31 24:00", Part::Midnight(day("2025-01-01"))),
        ("2024年12月31日24时", Part::Midnight(day("2025-01-01"))),
        ("2024-12-31T24:00:00+06:00", Part::Hour(24)),
        ("2024-01-18 09:60", Part::Minute(60)),
        ("2024-01-18 09:30:61", Part::Minute(61)),
    ] {
        assert_eq!(
            parse_moment(text, zone),
            Err(DateError::Impossible(part)),
            "{text}"
        );
    }
    for text in [
        "0000-01-01",
        "0000-12-31 23:59",
        "0000-12-31T15:00:00Z",
        "9999-12-31T23:00:00-08:00",
    ] {
        let error = Err(DateError::Impossible(Part::Year));
        assert_eq!(parse_moment(text, zone), error, "{text}");
    }
    check("0001-01-01", "0001-01-01T00:00:00+08:05");
    check("9999-12-31 23:59:59", "9999-12-31T23:59:59+08:00");
    assert_eq!(
        parse_moment("2024-01-18 09:30+08:00", zone),
        Err(DateError::Form)
    );
    assert_eq!(
        parse_moment("2024年1月18日", zone),
        Err(DateError::Chinese("2024-01-18".into()))
    );
    let hint = |text: &str, expected: &str| {
        assert_eq!(
            parse_moment(text, zone),
            Err(DateError::Chinese(expected.to_owned())),
            "{text}"
        );
    };
    hint("2024-01-18 9:30", "2024-01-18 09:30");
    hint("2024/1/18 9:30", "2024-01-18 09:30");
    hint("2024年1月18日9时30分", "2024-01-18 09:30");
    hint("2024年1月18日 下午3点", "2024-01-18 15:00");
    hint("2024年1月18日 晚上8点", "2024-01-18 20:00");
    hint("2024年1月18日 中午12点30分", "2024-01-18 12:30");
    hint("2024年1月18日 中午1点", "2024-01-18 13:00");
    hint("2024.1.18", "2024-01-18");
    // It may be midnight of either day, or an hour after it.
    assert_eq!(
        parse_moment("2024年1月18日 晚上12点", zone),
        Err(DateError::Form)
    );
    assert_eq!(
        parse_moment("2024年1月18日 晚上1点", zone),
        Err(DateError::Form)
    );
    assert_eq!(parse_moment("2024/1/18 明早", zone), Err(DateError::Form));
    assert_eq!(parse_moment("20240118", zone), Err(DateError::Form));
    assert_eq!(parse_moment("昨天", zone), Err(DateError::Form));
}

#[test]
fn summer_time_gaps_and_repeats_have_one_answer() {
    let zone: Zone = "America/New_York".parse().expect("an IANA name");
    let read = |text: &str| parse_moment(text, zone).map(Moment::rfc3339);
    assert_eq!(
        read("2024-03-10 02:30"),
        Ok("2024-03-10T03:30:00-04:00".into())
    );
    assert_eq!(
        read("2024-11-03 01:30"),
        Ok("2024-11-03T01:30:00-04:00".into())
    );
}

#[test]
fn every_form_of_a_moment_has_the_same_offset() {
    // Shanghai was 8:05:43 ahead of Greenwich until 1901, and New York 4:56:02 behind until 1883.
    for (zone, text, rfc3339, rfc822) in [
        (
            "Asia/Shanghai",
            "1900-06-01",
            "1900-06-01T00:00:00+08:05",
            "Fri, 01 Jun 1900 00:00:00 +0805",
        ),
        (
            "America/New_York",
            "1883-01-01 12:00",
            "1883-01-01T12:00:00-04:56",
            "Mon, 01 Jan 1883 12:00:00 -0456",
        ),
        (
            "Asia/Shanghai",
            "2024-01-18 06:00",
            "2024-01-18T06:00:00+08:00",
            "Thu, 18 Jan 2024 06:00:00 +0800",
        ),
    ] {
        let moment = parse_moment(text, zone.parse().expect("an IANA name")).expect("a moment");
        assert_eq!(
            (moment.rfc3339(), moment.rfc822()),
            (rfc3339.into(), rfc822.into())
        );
    }
}

#[test]
fn periods_write_their_addresses() {
    assert_eq!(Period::Month(2024, 1).path(), "2024/01/");
    assert_eq!(Period::Day(2024, 1, 18).iso(), "2024-01-18");
    assert_eq!(
        Period::Month(2024, 12)
            .days()
            .map(|(a, b)| (a.to_string(), b.to_string())),
        Some(("2024-12-01".into(), "2025-01-01".into()))
    );
}

#[test]
fn addresses_never_leave_the_site() {
    assert_eq!(
        Url::parse("/a/../b//c/?q#f").unwrap().file(),
        "b/c/index.html"
    );
    assert_eq!(
        Url::parse("/%e4%b8%ad.png").map(|u| u.href("/news")),
        Some("/news/%E4%B8%AD.png".into())
    );
    for bad in ["a", "/../x", "/%2e%2e/x", "/a\\b", "/a%00", "/%ff"] {
        assert_eq!(Url::parse(bad), None, "{bad}");
    }
    assert_eq!(SitePath::new("content/a/b.md").join("../../../etc"), None);
}

#[test]
fn foreign_encodings_are_named() {
    let file = SitePath::new("a.md");
    let gbk = vec![
        0xb1, 0xea, 0xcc, 0xe2, 0xa3, 0xba, 0xcd, 0xa8, 0xd6, 0xaa, 0xc3, 0xf7, 0xc8, 0xd5,
    ];
    let problem = text(&file, gbk).expect_err("not UTF-8");
    assert_eq!(
        (problem.code.id, problem.args[0].1.as_str()),
        ("E0001", "GBK")
    );
}

#[test]
fn the_nearest_word_is_near() {
    assert_eq!(nearest("titel", ["date", "title"]), Some("title"));
    assert_eq!(nearest("xyz", ["date", "title"]), None);
}
