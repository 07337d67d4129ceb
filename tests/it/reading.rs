//! Sentences of bulletins: read into figures, and figures worded into sentences that read the same.

use dateline::base::date::{Language, parse_date};
use dateline::base::id::{FigureId, Id, SeriesId};
use dateline::base::path::SitePath;
use dateline::content::config::Config;
use dateline::content::document::bulletin::numeral;
use dateline::content::document::bulletin::{Amount, Bulletin, DateRange, Figure, Part};
use dateline::site::series::parse::{Doubt, Parsed, read};
use dateline::site::series::{resolve, sentence};
use proptest::prelude::*;
use rust_decimal::Decimal;

const SITE: &str = "\
title: 湟水日报
base_url: https://x.cn/
categories: { b: { title: 公报, kind: bulletin } }
series:
  day:
    title: 水务热线日报
    period: day
    figures:
      calls: { label: 居民来电, unit: 件次 }
      direct: { label: 当场办结, unit: 件 }
      moved: { label: 转交水务所办理, unit: 件 }
      visits: { label: 回访量, unit: 件, optional: true }
      online: { label: 网上留言, unit: 件, names: [网上来信] }
      channels: { label: 留言渠道, unit: 件, parts: true }
    rules:
      - calls = direct + moved
      - online = sum(channels)
  week:
    title: 水务热线周报
    period: week
    figures:
      received: { label: 受理居民诉求, unit: 件 }
      channels: { label: 受理渠道, unit: 件, parts: true }
      rate: { label: 办结率, unit: \"%\", optional: true }
    rules: [received = sum(channels)]
  month: { title: 月报, period: month, figures: { calls: { label: 来电, unit: 件 } } }
  quarter: { title: 季报, period: quarter, figures: { calls: { label: 来电, unit: 件 } } }
";

fn config() -> Config {
    let read = Config::read(&SitePath::new("content/site.yaml"), SITE);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read.value
}

fn reading(series: usize, text: &str) -> Parsed {
    let config = config();
    let rules = resolve::rules(&config, &mut Vec::new());
    let series = SeriesId::from_index(series);
    read(
        text,
        &config.series[series],
        &rules[series],
        parse_date("2024-03-12").unwrap(),
    )
}

/// Writes what was read, one thing a line: the period, the figures, the topics, and then the
/// doubts.
fn told(series: usize, text: &str) -> Vec<String> {
    let found = reading(series, text);
    let config = config();
    let id = |i: FigureId| &config.series[SeriesId::from_index(series)].figures[i].id;
    let amount = |a: &Amount| match a {
        Amount::Number(n) => n.to_string(),
        Amount::Parts(parts) => parts
            .iter()
            .map(|p| format!("{}={}", p.name, p.number))
            .collect::<Vec<_>>()
            .join(","),
    };
    let period = found
        .span
        .iter()
        .map(|s| format!("{}..{}", s.first, s.last));
    let figures = found
        .figures
        .iter()
        .map(|(i, a)| format!("{} {}", id(*i), amount(a)));
    let topic = |t: &dateline::content::document::bulletin::Topic| {
        format!(
            "# {} {} {}",
            t.name,
            t.count.as_deref().unwrap_or("-"),
            t.note.as_deref().unwrap_or("-")
        )
    };
    let doubts = found.doubts.iter().map(|d| format!("? {d:?}"));
    period
        .chain(figures)
        .chain(found.topics.iter().map(topic))
        .chain(doubts)
        .collect()
}

#[track_caller]
fn check(series: usize, text: &str, expected: &str) {
    let expected: Vec<&str> = expected
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    assert_eq!(told(series, text), expected, "{text}");
}

const DAY: &str = "3月11日，水务热线接听居民来电406件次，网上留言9件（随手拍5件，市长信箱3件，12345政务网1件）；当场办结251件，转交水务所办理155件；回访量88件。";

const DAY_READ: &str = "
    2024-03-11..2024-03-11
    calls 406
    direct 251
    moved 155
    visits 88
    online 9
    channels 随手拍=5,市长信箱=3,12345政务网=1
    ? Year(2024)";

#[test]
fn a_daily_sentence_is_read() {
    check(0, DAY, DAY_READ);
    // The same in full-width digits, cut as a column of print cuts it, and with a heading before
    // it.
    let wide: String = DAY
        .chars()
        .map(|c| {
            if c.is_ascii_digit() {
                char::from_u32(c as u32 + 0xfee0).unwrap()
            } else {
                c
            }
        })
        .collect();
    check(
        0,
        &wide,
        &DAY_READ.replace("12345政务网", "１２３４５政务网"),
    );
    check(0, &DAY.replace("转交水务所", "转交水\n\n务所"), DAY_READ);
    check(
        0,
        &format!("水务热线工作日报\n\n有诉必应 12345\n\n{DAY}"),
        DAY_READ,
    );
    check(
        0,
        &format!(
            "\u{feff}{}",
            DAY.replace("9件（", "9 件 （").replace("3月", "2024年3月")
        )
        .replace(" （", "（"),
        &DAY_READ.replace("? Year(2024)", ""),
    );
}

#[test]
fn a_weekly_sentence_is_read() {
    let text = "3月4日至3月10日，全市共受理居民诉求2406件，其中96998供水热线2371件、随手拍21件、区政府门户网站9件、水务局信箱5件，办结率97.3%，未办结的均在办理时限内。";
    let expected = "
        2024-03-04..2024-03-10
        received 2406
        channels 96998供水热线=2371,随手拍=21,区政府门户网站=9,水务局信箱=5
        rate 97.3
        ? Year(2024)";
    check(1, text, expected);
    check(
        1,
        &text
            .replace("3月10日", "10日")
            .replace("3月4日", "2024年3月4日"),
        &expected.replace("? Year(2024)", ""),
    );
    // Not seven days: not a period of the series.
    check(
        1,
        &text.replace("3月10日", "3月9日"),
        &expected
            .replace("2024-03-04..2024-03-10\n", "")
            .replace("Year(2024)", "Period"),
    );
}

#[test]
fn topics_are_read() {
    let text = "热点问题：\n\n1. 停水 45件，主要反映检修未通知，96998\n\n热线已转水务所。\n\n2、水压低 43件。\n（3）水表读数三十七件，比上周少12件";
    let topics = "
        # 停水 45 主要反映检修未通知，96998热线已转水务所。
        # 水压低 43 -
        # 水表读数 37 比上周少12件
        ? Year(2024)";
    check(
        0,
        &format!("{DAY}\n\n{text}"),
        &DAY_READ.replace("? Year(2024)", topics),
    );
    let inline = "热点问题：停水45件、水压低43件。";
    check(
        0,
        &format!("{DAY}{inline}"),
        &DAY_READ.replace("? Year(2024)", "# 停水 45 -\n# 水压低 43 -\n? Year(2024)"),
    );
}

#[test]
fn what_is_not_sure_is_left_out_and_listed() {
    let changed = |from: &str, to: &str| told(0, &DAY.replace(from, to));
    // A guess, a missing figure, two values, a number that belongs to nothing.
    let about = changed("来电406件次", "来电400余件次");
    assert!(
        about.contains(&"? Missing(\"居民来电\")".to_owned()),
        "{about:?}"
    );
    assert!(
        about.contains(&"? Number(\"水务热线接听居民来电400余件次\")".to_owned())
            || about.iter().any(|l| l.contains("400余件次")),
        "{about:?}"
    );
    assert!(!about.iter().any(|l| l.starts_with("calls")), "{about:?}");
    let twice = changed("；回访", "；当场办结250件；回访");
    assert!(
        twice.contains(&"? Several(\"当场办结\", \"251、250\")".to_owned()),
        "{twice:?}"
    );
    let other = changed("；回访", "；派车12次；回访");
    assert!(
        other.contains(&"? Number(\"派车12次\")".to_owned()),
        "{other:?}"
    );
    // Nothing at all is nothing.
    assert!(reading(0, "").figures.is_empty());
    assert_eq!(reading(0, "天气晴，明天多云。").doubts.len(), 1 + 5);
    assert!(
        reading(0, "天气晴，明天多云。")
            .doubts
            .contains(&Doubt::Period)
    );
}

#[test]
fn a_month_and_a_quarter_are_found() {
    check(
        2,
        "2024年2月，来电1.2万件。",
        "2024-02-01..2024-02-29\ncalls 12000",
    );
    check(
        2,
        "2月份，来电1,204件。",
        "2024-02-01..2024-02-29\ncalls 1204\n? Year(2024)",
    );
    check(
        3,
        "2023年第四季度来电两万三千零五件。",
        "2023-10-01..2023-12-31\ncalls 23005",
    );
    check(
        3,
        "一季度来电三百件。",
        "2023-01-01..2023-03-31\ncalls 300\n? Year(2023)",
    );
}

#[test]
fn numbers_are_read_as_they_stand() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(
            numeral::read(text).map(|n| n.value.to_string()).as_deref(),
            expected,
            "{text}"
        );
    };
    for (text, number) in [
        ("5868件", "5868"),
        ("５８６８件", "5868"),
        ("5,868件", "5868"),
        ("1,234,567", "1234567"),
        ("5，868", "5"),
        ("12,34", "12"),
        ("90.9%", "90.9"),
        ("90.90%", "90.90"),
        ("９０．９％", "90.9"),
        ("1.2万件", "12000"),
        ("3亿元", "300000000"),
        ("2.5亿", "250000000"),
        ("五件", "5"),
        ("十五件", "15"),
        ("二十件", "20"),
        ("三百二十件", "320"),
        ("一千零五件", "1005"),
        ("两万三千件", "23000"),
        ("一万零三十件", "10030"),
        ("零件", "0"),
        ("3.", "3"),
    ] {
        check(text, Some(number));
    }
    for text in ["", "件", "百件", "二三件", "．5", "，5"] {
        check(text, None);
    }
    assert!(numeral::read("50余件").unwrap().is_about);
}

#[test]
fn a_long_text_of_numbers_is_read_in_one_pass() {
    let many = |text: &str| text.repeat(100_000);
    // Digits that no number has are none, in the middle of them too; and so on: what is not a
    // figure stays a doubt.
    for text in ["1", "１", "1,111", "零", "一", "十万", " ", "1 ", "1月"].map(many) {
        let found = reading(0, &format!("2024年1月17日，{text}件。"));
        assert!(
            found.figures.is_empty() && found.span.is_some(),
            "{:?}",
            found.figures
        );
        assert!(found.doubts.len() < 10, "{}", found.doubts.len());
    }
    assert!(numeral::read(&many("9")).is_none());
    assert_eq!(
        numeral::read("79228162514264337593543950335")
            .unwrap()
            .value,
        Decimal::MAX
    );
    let found = reading(0, &format!("居民来电{}件次", many("1")));
    assert!(
        found.figures.is_empty()
            && found
                .doubts
                .contains(&Doubt::Missing("居民来电".to_owned()))
    );
    // Lists and figures without end.
    assert_eq!(
        reading(
            0,
            &(1..20_000)
                .map(|i| format!("{i}、漏水{i}件\n"))
                .collect::<String>()
        )
        .topics
        .len(),
        19_999
    );
    let values: String = (1..20_000).map(|i| format!("当场办结{i}件。")).collect();
    assert!(
        reading(0, &values)
            .doubts
            .iter()
            .any(|d| matches!(d, Doubt::Several(..)))
    );
}

/// Makes a bulletin of numbers.
fn bulletin(direct: u32, moved: u32, visits: Option<u32>, channels: &[u32], day: u32) -> Bulletin {
    let number = |n: u32| Amount::Number(Decimal::from(n));
    let parts = channels.iter().enumerate().map(|(i, n)| Part {
        name: format!(
            "{}渠道",
            ["市长", "12345网络", "随手拍", "来信", "其他", "区长"][i]
        )
        .into(),
        number: Decimal::from(*n),
    });
    let amounts = [
        Some(number(direct + moved)),
        Some(number(direct)),
        Some(number(moved)),
        visits.map(number),
        Some(number(channels.iter().sum())),
        Some(Amount::Parts(parts.collect())),
    ];
    let figures = (0..).map(FigureId::from_index).zip(amounts);
    let figures = figures.filter_map(|(spec, amount)| {
        Some(Figure {
            spec,
            amount: amount?,
            start: 0,
            end: 0,
        })
    });
    let day = parse_date(&format!("2024-03-{:02}", day)).unwrap();
    Bulletin {
        series: SeriesId::from_index(0),
        span: DateRange {
            first: day,
            last: day,
        },
        figures: figures.collect(),
        topics: Box::new([]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Figures worded into a sentence, and read out of it again, are the same; so is their
    /// sentence.
    #[test]
    fn sentence_to_figures_to_sentence_is_stable(
        direct in 0u32..2_000_000, moved in 0u32..20_000, visits in prop::option::of(0u32..900),
        channels in prop::collection::vec(0u32..5_000, 1..6), day in 1u32..12,
    ) {
        let config = config();
        let rules = resolve::rules(&config, &mut Vec::new());
        let given = bulletin(direct, moved, visits, &channels, day);
        let words = sentence::write(&given, &config.series[given.series], &rules[given.series], Language::Chinese);
        let found = reading(0, &words);
        prop_assert_eq!(&found.doubts, &[], "{}", words);
        let amounts: Vec<(FigureId, Amount)> = given.figures.iter().map(|f| (f.spec, f.amount.clone())).collect();
        prop_assert_eq!(&found.figures, &amounts, "{}", words);
        let figures = found.figures.into_iter().map(|(spec, amount)| Figure { spec, amount, start: 0, end: 0 });
        let again = Bulletin { span: found.span.unwrap(), figures: figures.collect(), ..given };
        prop_assert_eq!(sentence::write(&again, &config.series[again.series], &rules[again.series], Language::Chinese), words);
    }

    /// Whatever the text, nothing is read that does not stand in it.
    #[test]
    fn no_number_is_invented(text in "([0-9０-９一二三十百万件次，。、（）：%居民来电网上留言其中热点1月日至\\n ]|办结率|受理居民诉求){0,60}") {
        for series in 0..4 {
            let found = reading(series, &text);
            for (_, amount) in &found.figures {
                let numbers: Vec<Decimal> = match amount {
                    Amount::Number(n) => vec![*n],
                    Amount::Parts(parts) => parts.iter().map(|p| p.number).collect(),
                };
                let stands = |n: &Decimal| text.replace('\n', "").char_indices().any(|(at, _)| numeral::read(&text.replace('\n', "")[at..]).is_some_and(|f| f.value == *n));
                prop_assert!(numbers.iter().all(stands), "{numbers:?} in {text}");
            }
        }
    }
}
