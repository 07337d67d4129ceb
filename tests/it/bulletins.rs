//! Bulletins are data: rules, periods, and what is said where they do not hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use dateline::base::date::Language;
use dateline::base::path::SitePath;
use dateline::content::config::Config;
use dateline::content::document;
use dateline::diagnostic::Diagnostic;
use dateline::diagnostic::wording::Wording;
use dateline::site::series::{self, Runs};
use dateline::site::{Site, Visibility};
use proptest::prelude::*;

const HEAD: &str =
    "title: 报\nbase_url: https://x.cn/\ncategories: { b: { title: 公报, kind: bulletin } }\n";

const FIGURES: &str = "    figures:
      calls: { label: 来电, unit: 件次 }
      direct: { label: 直办, unit: 件, optional: true }
      moved: { label: 转办, unit: 件, optional: true }
      channels: { label: 渠道, unit: 件, parts: true, optional: true }
      rate: { label: 办结率, unit: \"%\", optional: true, decimals: 2 }
";

/// Declares one daily series with these rules, one a line.
fn daily(rules: &str) -> String {
    let rules: String = rules.lines().map(|r| format!("      - {r}\n")).collect();
    format!("{HEAD}series:\n  d:\n    title: 日报\n    period: day\n{FIGURES}    rules:\n{rules}")
}

/// A bulletin: its series, its period, and its figures as one line of YAML.
type Given<'a> = (&'a str, &'a str, &'a str);

/// Returns everything that is wrong with a site of these bulletins.
fn problems(config: &str, bulletins: &[Given<'_>]) -> Vec<Diagnostic> {
    let read = Config::read(&SitePath::new("content/site.yaml"), config);
    let mut problems = read.problems;
    let mut documents = Vec::new();
    for (i, (series, period, rest)) in bulletins.iter().enumerate() {
        let text = format!(
            "---\ntitle: a\ndate: 2024-06-01\nseries: {series}\nperiod: {period}\n{rest}\n"
        );
        let text = if rest.contains("\n---") {
            text
        } else {
            format!("{text}---\n")
        };
        let path = SitePath::new(format!("content/b/{i:04}.md"));
        let category = read.value.categories.ids().next();
        documents.extend(
            document::parse(&path, &text, category, &read.value)
                .into_value(&mut problems)
                .map(Arc::new),
        );
    }
    let visibility = Visibility {
        now: i64::MAX,
        ..Visibility::default()
    };
    let site =
        Site::collect(read.value, documents, BTreeMap::new(), visibility).into_value(&mut problems);
    let runs = Runs::of(&site, &mut problems);
    problems.extend(series::check(&site, &runs, true));
    problems
}

fn worded(problems: &[Diagnostic]) -> Vec<String> {
    let wording = Wording::new(Language::Chinese);
    problems
        .iter()
        .map(|p| format!("{} {}", p.code.id, wording.diagnostic(p).message))
        .collect()
}

/// Checks what one rule says of one bulletin; nothing where `expected` is empty.
#[track_caller]
fn check(rule: &str, figures: &str, expected: &str) {
    let found = worded(&problems(
        &daily(rule),
        &[("d", "2024-01-17", &format!("figures: {{ {figures} }}"))],
    ));
    let expected: Vec<&str> = expected.lines().collect();
    assert_eq!(found, expected, "{rule} on {figures}");
}

#[test]
fn what_does_not_add_up_is_shown_with_its_arithmetic() {
    check(
        "calls = direct + moved",
        "calls: 877, direct: 523, moved: 354",
        "",
    );
    let wrong = "E0603 直办 523 + 转办 355 = 878 ≠ 来电 877（差 +1）";
    check(
        "calls = direct + moved",
        "calls: 877, direct: 523, moved: 355",
        wrong,
    );
    check(
        "direct + moved = calls",
        "calls: 877, direct: 523, moved: 355",
        wrong,
    );
    check(
        "calls = sum(channels)",
        "calls: 15, channels: { 甲: 6, 乙: 4, 丙: 5 }",
        "",
    );
    check(
        "calls = sum(channels)",
        "calls: 15, channels: { 甲: 6, 乙: 4, 丙: 6 }",
        "E0603 分项合计 16 ≠ 来电 15（差 +1）",
    );
    check(
        "calls = sum(channels)",
        "calls: 15, channels: { 甲: 6, 乙: 4 }",
        "E0603 分项合计 10 ≠ 来电 15（差 -5）",
    );
    check(
        "rate <= 100",
        "calls: 1, rate: 100.01",
        "E0603 办结率 100.01 > 100（差 +0.01）",
    );
    check(
        "calls >= direct * 2",
        "calls: 9, direct: 5",
        "E0603 来电 9 < 直办 5 × 2 = 10（差 -1）",
    );
    check(
        "{ rule: rate <= 100, severity: warning }",
        "calls: 1, rate: 101",
        "W0604 办结率 101 > 100（差 +1）",
    );
}

#[test]
fn an_expression_means_what_arithmetic_means() {
    for holds in [
        "calls = 2 + 3 * 4",
        "calls = (2 + 5) * 2",
        "calls = 20 - 4 - 2",
        "calls = 56 / 2 / 2",
        "calls = - -14",
        "calls ＝ （2 ＋ 5） × 2",
        "calls ≥ 28 ÷ 2",
        "calls = round(13.5, 0)",
        "calls = round(13.95)",
        "calls = round(42 / 3, 2)",
    ] {
        check(holds, "calls: 14", "");
    }
    check("calls = round(2.5, 0)", "calls: 3", "");
    check(
        "rate = round(direct / calls * 100, 2)",
        "calls: 877, direct: 523, rate: 59.64",
        "",
    );
    check("rate + 0.1 = 91", "calls: 1, rate: 90.9", "");
}

#[test]
fn a_rule_waits_for_its_numbers() {
    check("calls = direct + moved", "calls: 877, direct: 523", "");
    check(
        "calls = direct / moved",
        "calls: 877, direct: 523, moved: 0",
        "",
    );
    check("calls = prev(calls)", "calls: 877", "");
}

#[test]
fn a_rate_is_held_against_what_it_is_of() {
    // 5334 of 5868 is 90.90 %; so is every count from 5332 to 5336 at one decimal.
    check("rate ~ closed / calls", "calls: 5868, rate: 90.9", "");
    check("rate ~ closed / calls", "calls: 5868, rate: 90.90", "");
    check("rate ~ closed / calls", "calls: 5868, rate: 100", "");
    check("rate ~ closed / calls", "calls: 7, rate: 85.7", "");
    check("rate ~ closed / calls", "calls: 7, rate: 86", "");
    check(
        "rate ~ closed / calls",
        "calls: 7, rate: 90.9",
        "E0605 办结率 90.9 对不上：来电 7 里没有哪个整数占这个比例",
    );
    check("rate ~ closed / calls", "calls: 0, rate: 90.9", "");
    check(
        "rate ~ closed / calls",
        "calls: 100, rate: 1.0000000000000000000000000000",
        "E0615 “办结率”写的是 1.0000000000000000000000000000，小数应当不超过 2 位",
    );
    check(
        "rate ~ closed / calls",
        "calls: 100, rate: 79228162514264337593543950335",
        "",
    );
    check(
        "rate ~ direct / calls",
        "calls: 5868, direct: 5334, rate: 90.9",
        "",
    );
    check(
        "rate ~ direct / calls",
        "calls: 5868, direct: 5340, rate: 90.9",
        "E0603 直办 5340 ÷ 来电 5868 = 91.002 ≠ 办结率 90.9（差 +0.1）",
    );
    check(
        "rate ~ direct / calls * 100",
        "calls: 5868, direct: 5334, rate: 90.9",
        "",
    );
}

#[test]
fn a_faulty_rule_is_told_at_its_place_in_the_configuration() {
    let places = |rule: &str| {
        let config = daily(rule);
        let found = problems(&config, &[]);
        let mark = |p: &Diagnostic| {
            p.span
                .as_ref()
                .map(|s| config[s.start as usize..s.end as usize].to_owned())
        };
        found
            .iter()
            .map(|p| format!("{} {}", p.code.id, mark(p).unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    assert_eq!(places("calls = direct + mvoed"), ["E0608 mvoed"]);
    assert_eq!(places("\"calls = direct + mvoed\""), ["E0608 mvoed"]);
    assert_eq!(places("calls = channels"), ["E0609 channels"]);
    assert_eq!(places("calls = avg(channels)"), ["E0608 avg(channels)"]);
    assert_eq!(places("calls = total(x.calls)"), ["E0608 x.calls"]);
    assert_eq!(places("rate ~ cals / direct"), ["E0608 cals"]);
    for faulty in [
        "calls",
        "calls =",
        "calls = = 1",
        "calls = (1",
        "calls = 1)",
        "calls = 1 2",
        "=",
        "calls = 1 = 1",
        "来电 = 1",
    ] {
        assert_eq!(places(&format!("\"{faulty}\"")), ["E0607 "], "{faulty}");
    }
    let deep = format!("calls = {}", "(".repeat(5000));
    assert_eq!(places(&deep), ["E0607 "]);
}

#[test]
fn the_caret_is_under_the_figure() {
    let figures = "figures: { calls: 15, channels: { 甲: 6, 乙: 4 } }";
    let found = problems(
        &daily("calls = sum(channels)"),
        &[("d", "2024-01-17", figures)],
    );
    let text =
        format!("---\ntitle: a\ndate: 2024-06-01\nseries: d\nperiod: 2024-01-17\n{figures}\n---\n");
    let cut = |s: &dateline::diagnostic::Span| &text[s.start as usize..s.end as usize];
    assert_eq!(found[0].span.as_ref().map(cut), Some("15"));
    assert_eq!(
        found[0].also.iter().map(cut).collect::<Vec<_>>(),
        ["channels"]
    );
    let hints = Wording::new(Language::Chinese).diagnostic(&found[0]).hints;
    assert!(hints.contains(&"分项：甲 6 + 乙 4".to_owned()), "{hints:?}");
}

#[test]
fn the_previous_bulletin_is_that_of_the_period_before() {
    let check = |periods: [&str; 2], expected: &[&str]| {
        let given: Vec<Given<'_>> = vec![
            ("d", periods[0], "figures: { calls: 10 }"),
            ("d", periods[1], "figures: { calls: 12 }"),
        ];
        assert_eq!(
            worded(&problems(&daily("calls <= prev(calls) + 1"), &given)),
            expected
        );
    };
    check(
        ["2024-01-17", "2024-01-18"],
        &["E0603 来电 12 > 上期来电 10 + 1 = 11（差 +1）"],
    );
    check(
        ["2024-01-17", "2024-01-19"],
        &["W0602 系列“日报”中间缺 1 期，最近的是：2024年1月18日"],
    );
}

#[test]
fn a_week_is_held_against_its_days() {
    let weekly = "  w:\n    title: 周报\n    period: week\n    figures: { received: { label: 受理, unit: 件 } }\n    rules: [received = total(d.calls)]\n";
    let config = format!("{}{weekly}", daily("calls >= 0"));
    let check = |days: u32, received: u32, expected: &[&str]| {
        let day = |d| {
            (
                format!("2024-01-{d:02}"),
                format!("figures: {{ calls: {d} }}"),
            )
        };
        let days: Vec<(String, String)> = (8..8 + days).map(day).collect();
        let week = format!("figures: {{ received: {received} }}");
        let mut given: Vec<Given<'_>> = days
            .iter()
            .map(|(p, f)| ("d", p.as_str(), f.as_str()))
            .collect();
        given.push(("w", "2024-01-08..2024-01-14", &week));
        assert_eq!(worded(&problems(&config, &given)), expected);
    };
    check(7, 77, &[]);
    check(7, 78, &["E0603 日报来电合计 77 ≠ 受理 78（差 -1）"]);
    // Not all seven days are there: nothing can be said.
    check(6, 78, &[]);
}

#[test]
fn periods_are_there_once_and_in_their_place() {
    let week = daily("calls >= 0").replace("period: day", "period: week");
    let check = |first: &str, second: &str, expected: &[&str]| {
        let given = [
            ("d", first, "figures: { calls: 1 }"),
            ("d", second, "figures: { calls: 1 }"),
        ];
        let codes: Vec<String> = problems(&week, &given)
            .iter()
            .map(|p| p.code.id.to_owned())
            .collect();
        assert_eq!(codes, expected, "{first} and {second}");
    };
    check("2024-01-08..2024-01-14", "2024-01-15..2024-01-21", &[]);
    check(
        "2024-01-08..2024-01-14",
        "2024-01-08..2024-01-14",
        &["E0601"],
    );
    check(
        "2024-01-08..2024-01-14",
        "2024-01-22..2024-01-28",
        &["W0602"],
    );
    check(
        "2024-01-08..2024-01-14",
        "2024-01-10..2024-01-16",
        &["W0612", "E0613"],
    );
}

#[test]
fn what_is_missing_is_counted_and_not_walked() {
    let check = |rhythm: &str, first: &str, second: &str, expected: &str| {
        let config = daily("calls >= 0").replace("period: day", &format!("period: {rhythm}"));
        let given: Vec<Given<'_>> = [first, second]
            .map(|period| ("d", period, "figures: { calls: 1 }"))
            .into();
        assert_eq!(
            worded(&problems(&config, &given)),
            [format!("W0602 系列“日报”中间缺 {expected}")],
            "{rhythm}"
        );
    };
    check(
        "day",
        "0001-01-01",
        "9999-12-31",
        "3652057 期，最近的是：9999年12月30日、9999年12月29日、9999年12月28日、9999年12月27日、9999年12月26日",
    );
    check(
        "week",
        "2023-12-25..2023-12-31",
        "2024-01-15..2024-01-21",
        "2 期，最近的是：2024年1月8日至14日、2024年1月1日至7日",
    );
    check(
        "month",
        "2023-11",
        "2024-02",
        "2 期，最近的是：2024年1月、2023年12月",
    );
    check(
        "quarter",
        "2023-Q3",
        "2024-Q2",
        "2 期，最近的是：2024年第1季度、2023年第4季度",
    );
    check("year", "2021", "2024", "2 期，最近的是：2023年、2022年");
}

#[test]
fn topics_fall_and_stay_below_the_total() {
    let check = |topics: &str, expected: &[&str]| {
        let rest = format!("figures: {{ calls: 100 }}\ntopics: [{topics}]");
        assert_eq!(
            worded(&problems(
                &daily("calls >= 0"),
                &[("d", "2024-01-17", &rest)]
            )),
            expected,
            "{topics}"
        );
    };
    check(
        "{ name: 甲, count: 45 }, { name: 乙, count: 45 }, { name: 丙 }, { name: 丁, count: 37 }",
        &[],
    );
    check(
        "{ name: 甲, count: 5 }, { name: 丙 }, { name: 乙, count: 6 }",
        &["E0610 热点“乙”有 6，比排在它前面的“甲”（5）还多"],
    );
    check(
        "{ name: 甲, count: 101 }",
        &["E0611 热点“甲”有 101，比来电的总数 100 还多"],
    );
}

#[test]
fn odd_numbers_are_told() {
    check("calls >= -9", "calls: -1", "W0614 “来电”是 -1，比 0 还小");
    check(
        "calls >= 0",
        "calls: 1, rate: 90.999",
        "E0615 “办结率”写的是 90.999，小数应当不超过 2 位",
    );
}

/// Returns the codes for a run of calls, the last of which is `last`.
fn run_of(usual: u32, last: &str) -> Vec<String> {
    let day = |d: u32| {
        (
            format!("2024-01-{d:02}"),
            format!("figures: {{ calls: {} }}", usual + d),
        )
    };
    let mut days: Vec<(String, String)> = (1..=10).map(day).collect();
    days.push((
        "2024-01-11".to_owned(),
        format!("figures: {{ calls: {last} }}"),
    ));
    let given: Vec<Given<'_>> = days
        .iter()
        .map(|(p, f)| ("d", p.as_str(), f.as_str()))
        .collect();
    problems(&daily("calls >= 0"), &given)
        .iter()
        .map(|p| p.code.id.to_owned())
        .collect()
}

#[test]
fn a_digit_too_many_or_too_few_stands_out() {
    for (usual, last, expected) in [
        (800, "877", &[][..]),
        (800, "8777", &["W0616"]),
        (800, "87", &[]),
        (800, "77", &["W0616"]),
        (800, "0", &["W0616"]),
        (0, "70", &["W0616"]),
        (0, "15", &[]),
    ] {
        assert_eq!(run_of(usual, last), expected, "{usual} then {last}");
    }
}

#[test]
fn the_text_is_held_to_the_data_where_that_is_sure() {
    let check = |body: &str, expected: &[&str]| {
        let rest = format!(
            "figures: {{ calls: 877, direct: 523, channels: {{ 市长信箱: 6 }} }}\n---\n{body}"
        );
        assert_eq!(
            worded(&problems(
                &daily("calls >= 0"),
                &[("d", "2024-01-17", &rest)]
            )),
            expected,
            "{body}"
        );
    };
    check("昨天共接听来电877件次，直办523件（市长信箱6件）。", &[]);
    check(
        "共接听来电 878 件次。",
        &["W0617 正文写的“来电”是 878，数据里是 877"],
    );
    check(
        "直办为５２４件。",
        &["W0617 正文写的“直办”是 524，数据里是 523"],
    );
    check(
        "市长信箱7件。",
        &["W0617 正文写的“市长信箱”是 7，数据里是 6"],
    );
    // Another period, a guess, another unit, a number that is there beside another: not sure, so
    // not a word.
    for unsure in [
        "上周来电800件次。",
        "来电800余件次。",
        "来电800个。",
        "来电877件次，其中工资来电45件次。",
        "累计来电9000件次。",
    ] {
        check(unsure, &[]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// However a whole is split, it adds up; whichever number is changed, that is seen.
    #[test]
    fn any_single_changed_number_is_caught(parts in prop::collection::vec(0u32..100_000, 1..12), at in 0usize..13, by in prop::sample::select(vec![-7i64, -1, 1, 2, 900])) {
        let whole: u32 = parts.iter().sum();
        let figures = |whole: i64, parts: &[i64]| {
            let parts: Vec<String> = parts.iter().enumerate().map(|(i, n)| format!("部{i}: {n}")).collect();
            format!("figures: {{ calls: {whole}, channels: {{ {} }} }}", parts.join(", "))
        };
        let config = daily("calls = sum(channels)");
        let mut numbers: Vec<i64> = parts.iter().map(|n| i64::from(*n)).collect();
        let whole = i64::from(whole);
        prop_assert!(problems(&config, &[("d", "2024-01-17", &figures(whole, &numbers))]).is_empty());
        let changed = if at < numbers.len() { numbers[at] += by; whole } else { whole + by };
        let found = problems(&config, &[("d", "2024-01-17", &figures(changed, &numbers))]);
        prop_assert!(found.iter().any(|p| p.code.id == "E0603"), "{:?}", worded(&found));
    }
}
