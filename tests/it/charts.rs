//! Charts: well formed, small, the same every time, and never without words.

use chrono::Days;
use dateline::base::date::{Language, parse_date};
use dateline::page::chart::{Axis, Bar, Caption, Point, Trend, bars, line, spark, stacked};
use quick_xml::Reader;
use quick_xml::events::Event;
use rust_decimal::Decimal;

fn caption() -> Caption {
    Caption {
        title: "来电 <诉求> & \"其他\"".to_owned(),
        description: "最高 900。".to_owned(),
    }
}

/// Makes points of days from 1 January 2024; `None` is a day that is missing.
fn points(values: &[Option<i64>]) -> Vec<Point> {
    let first = parse_date("2024-01-01").unwrap();
    let day = |i: usize| first.checked_add_days(Days::new(i as u64)).unwrap();
    let point = |(i, v): (usize, &Option<i64>)| {
        Some(Point {
            first: day(i),
            last: day(i),
            value: Decimal::from((*v)?),
        })
    };
    values.iter().enumerate().filter_map(point).collect()
}

fn drawn(values: &[Option<i64>], language: Language) -> String {
    let points = points(values);
    let axis = Axis {
        first: points[0].first,
        last: points.last().unwrap().first,
    };
    let draw = || {
        line(&Trend {
            caption: caption(),
            points: &points,
            axis,
            unit: "件次",
            language,
        })
    };
    let svg = draw();
    assert_eq!(svg, draw());
    check(&svg);
    check(&spark(&points, axis, "走势"));
    svg
}

/// Holds a drawing to what every chart has to be.
#[track_caller]
fn check(svg: &str) {
    let mut reader = Reader::from_str(svg);
    let (mut depth, mut names) = (0, Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) => {
                depth += 1;
                names.push(e.local_name().as_ref().to_owned());
            }
            Event::Empty(e) => names.push(e.local_name().as_ref().to_owned()),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(
        svg.starts_with("<svg ") && svg.contains("role=\"img\"><title>"),
        "{svg}"
    );
    assert!(
        names.iter().all(|n| [
            "svg", "title", "desc", "line", "text", "path", "rect", "circle"
        ]
        .contains(&n.as_str())),
        "{names:?}"
    );
    for alien in [
        "NaN",
        "inf",
        "id=\"",
        "style=",
        "script",
        "fill=\"#",
        "font-family",
    ] {
        assert!(!svg.contains(alien), "{alien} in {svg}");
    }
}

#[test]
fn a_year_of_days_is_small() {
    let values: Vec<Option<i64>> = (0..366).map(|i| Some(800 + i * 7919 % 211)).collect();
    let svg = drawn(&values, Language::Chinese);
    assert!(svg.len() < 8 * 1024, "{}", svg.len());
    assert_eq!(svg.matches("class=\"gap\"").count(), 0);
    let ticks = svg.matches("class=\"tick\"").count();
    assert!((3..=5).contains(&ticks), "{ticks}");
    assert!(svg.contains(">2024年<") && svg.contains(">7月<"), "{svg}");
}

#[test]
fn one_day_is_a_point_and_zeros_are_a_line() {
    let one = drawn(&[Some(877)], Language::Chinese);
    assert!(
        one.contains("877件次")
            && !one.contains("class=\"curve\"")
            && one.contains("class=\"dots\""),
        "{one}"
    );
    let zeros = drawn(&[Some(0); 30], Language::Chinese);
    assert!(
        zeros.contains("class=\"curve\" vector-effect=\"non-scaling-stroke\" d=\"M0 1000L1 1000"),
        "{zeros}"
    );
    drawn(&[Some(-5), Some(5)], Language::English);
}

#[test]
fn a_gap_is_a_gap() {
    let mut values: Vec<Option<i64>> = (0..60).map(Some).collect();
    values[20..30].fill(None);
    values[31] = None;
    let svg = drawn(&values, Language::Chinese);
    // Two runs, a lone point between two gaps, and both gaps shaded.
    assert_eq!(
        svg.split("class=\"curve\" vector-effect=\"non-scaling-stroke\" d=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .matches('M')
            .count(),
        2
    );
    assert_eq!(svg.matches("class=\"gap\"").count(), 2);
    assert_eq!(
        svg.split("class=\"dots\" vector-effect=\"non-scaling-stroke\" d=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .matches('M')
            .count(),
        1
    );
}

#[test]
fn an_outlier_stays_in_the_picture() {
    let mut values = vec![Some(12); 90];
    values[45] = Some(987_654_321);
    let svg = drawn(&values, Language::Chinese);
    assert!(svg.contains("万</text>"), "{svg}");
    let path = svg
        .split("class=\"curve\" vector-effect=\"non-scaling-stroke\" d=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let heights = path
        .split(['M', 'L'])
        .skip(1)
        .map(|p| p.split_once(' ').unwrap().1.parse::<i64>().unwrap());
    assert!(
        heights.into_iter().all(|y| (0..=1000).contains(&y)),
        "{path}"
    );
    assert!(drawn(&values, Language::English).contains("k</text>"));
}

fn bar(name: &str, value: i64) -> Bar {
    Bar {
        name: name.to_owned(),
        value: Decimal::from(value),
        label: format!("{value}件"),
    }
}

#[test]
fn bars_have_names_and_numbers() {
    let long = "湟州市河沿区北音台阶街道柳湾社区党群服务中心便民服务大厅来信来访";
    let parts = [
        bar("96998供水热线", 5816),
        bar(long, 18),
        bar("区政府网站", 1),
        bar("来访", 0),
    ];
    let svg = bars(&caption(), &parts);
    check(&svg);
    assert!(
        svg.contains(">5816件<") && svg.contains("width=\"100%\""),
        "{svg}"
    );
    assert!(svg.contains("湟州市河沿区北音台阶街道柳湾社区党…"), "{svg}");
    // What is not nothing is seen.
    assert_eq!(svg.matches("width=\"1\"").count(), 3);
    for parts in [
        vec![],
        vec![bar("甲", 0)],
        vec![bar("甲", -3), bar("乙", 3)],
    ] {
        check(&bars(&caption(), &parts));
        check(&stacked(&caption(), &parts));
    }
}

#[test]
fn a_split_bar_tells_its_parts_by_texture() {
    let parts: Vec<Bar> = (1..=6).map(|i| bar(&format!("部分{i}"), i)).collect();
    let svg = stacked(&caption(), &parts);
    check(&svg);
    assert_eq!(svg.matches("class=\"cut\"").count(), 5);
    for dashes in ["1 4", "2 6", "1 9", "3 3"] {
        assert!(
            svg.contains(&format!("stroke-dasharray=\"{dashes}\"")),
            "{dashes}"
        );
    }
}
