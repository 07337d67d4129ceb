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
            "svg", "title", "desc", "g", "line", "text", "path", "rect", "circle"
        ]
        .contains(&n.as_str())),
        "{names:?}"
    );
    // It has a size and colours where no style sheet gives them.
    let root = &svg[..svg.find('>').unwrap()];
    assert!(
        root.contains(" width=") && root.contains(" height="),
        "{root}"
    );
    for shape in svg
        .split('<')
        .filter(|s| s.starts_with("line") || s.starts_with("path"))
    {
        assert!(shape.contains(" stroke=\""), "{shape} in {svg}");
    }
    for curve in svg.split('<').filter(|s| s.starts_with("path")) {
        assert!(curve.contains(" fill=\"none\""), "{curve} in {svg}");
    }
    for alien in ["NaN", "inf", "id=\"", "style=", "script", "font-family"] {
        assert!(!svg.contains(alien), "{alien} in {svg}");
    }
}

/// Returns the path of a class.
fn drawing<'s>(svg: &'s str, class: &str) -> &'s str {
    let (_, rest) = svg.split_once(&format!("class=\"{class}\"")).unwrap();
    let (_, path) = rest.split_once(" d=\"").unwrap();
    path.split_once('"').unwrap().0
}

#[test]
fn an_axis_that_leaves_out_zero_says_so() {
    let cut = drawn(&[Some(5843), Some(6371), Some(6120)], Language::Chinese);
    assert_eq!(cut.matches("纵轴不从0起").count(), 2, "{cut}");
    let cut = drawn(&[Some(5843), Some(6371)], Language::English);
    assert!(cut.contains(">axis not from 0</text>"), "{cut}");
    for whole in [
        &[Some(12), Some(877)][..],
        &[Some(-5), Some(5)],
        &[Some(7), Some(7)],
        &[Some(0), Some(0)],
    ] {
        let whole = drawn(whole, Language::Chinese);
        assert!(!whole.contains("纵轴"), "{whole}");
    }
    // All below zero: the axis goes up to zero.
    let below = drawn(&[Some(-9), Some(-8)], Language::Chinese);
    assert!(
        !below.contains("纵轴") && below.contains("class=\"zero\""),
        "{below}"
    );
}

#[test]
fn a_chart_grows_with_the_font_size() {
    for svg in [
        drawn(&[Some(5), Some(6), Some(4)], Language::Chinese),
        bars(&caption(), &[bar("甲", 3), bar("乙", 2)]),
        stacked(&caption(), &[bar("甲", 3), bar("乙", 2)]),
    ] {
        let outside = svg.split("preserveAspectRatio").collect::<Vec<_>>();
        for attribute in [" y=\"", " y1=\"", " y2=\"", " cy=\""] {
            for place in outside
                .iter()
                .flat_map(|part| part.split(attribute).skip(1))
            {
                let value = place.split('"').next().unwrap();
                assert!(
                    value.ends_with("em") || value.ends_with('%'),
                    "{attribute}{value}"
                );
            }
        }
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
        drawing(&zeros, "curve").starts_with("M0 1000L1 1000"),
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
    assert_eq!(drawing(&svg, "curve").matches('M').count(), 2);
    assert_eq!(svg.matches("class=\"gap\"").count(), 2);
    assert_eq!(drawing(&svg, "dots").matches('M').count(), 1);
}

#[test]
fn an_outlier_stays_in_the_picture() {
    let mut values = vec![Some(12); 90];
    values[45] = Some(987_654_321);
    let svg = drawn(&values, Language::Chinese);
    assert!(svg.contains("万</text>"), "{svg}");
    let path = drawing(&svg, "curve");
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
