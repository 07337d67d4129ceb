//! What data sets say of themselves. Google leaves out one whose description has fewer than 50
//! characters or more than 5,000
//! (<https://developers.google.com/search/docs/appearance/structured-data/dataset>).

use crate::base::date::Language;
use crate::content::config::{Rhythm, Series};
use crate::content::document::Bulletin;

/// How many characters a description has at least.
const SHORTEST: usize = 50;

/// How many it has at most.
const LONGEST: usize = 5_000;

/// Adds to what a series says of itself who publishes it, how often, and how much there is, if it
/// is short; `over` is the time that it covers, in words.
pub(super) fn of_series(
    own: String,
    series: &Series,
    publisher: &str,
    (count, over): (usize, &str),
    language: Language,
) -> String {
    let often = often(series.rhythm, language);
    let facts = match language {
        Language::Chinese => format!(
            "由{publisher}{often}公布，每期一行，收录{over}的{count}期；可以下载为 CSV 和 JSON 格式，另附各列的说明。"
        ),
        Language::English => format!(
            "Published {often} by {publisher}, one row an issue: {count} issues of {over}, to download as CSV and JSON, with a description of the columns."
        ),
    };
    fitted(own, &facts, language)
}

/// Says what a bulletin reports, and of which series it is an issue.
pub(super) fn of_bulletin(
    bulletin: &Bulletin,
    series: &Series,
    publisher: &str,
    language: Language,
) -> String {
    let period = bulletin.span.long(series.rhythm, language);
    let figures = bulletin.said(series);
    let figures: Vec<String> = figures.map(|f| f.in_words(series, language)).collect();
    let often = often(series.rhythm, language);
    let title = &series.title;
    let (own, facts) = match language {
        Language::Chinese => (
            format!("{title}，{period}：{}。", figures.join("，")),
            format!(
                "这是{title}的一期，由{publisher}{often}公布；历期数据可以在网站上查阅，也可以下载为 CSV 和 JSON 格式。"
            ),
        ),
        Language::English => (
            format!("{title}, {period}: {}.", figures.join(", ")),
            format!(
                "One issue of {title}, published {often} by {publisher}; all issues can be downloaded as CSV and JSON."
            ),
        ),
    };
    fitted(own, &facts, language)
}

/// Adds facts to a description that is too short, and cuts one that is too long.
fn fitted(own: String, facts: &str, language: Language) -> String {
    if own.chars().count() >= SHORTEST {
        return own.chars().take(LONGEST).collect();
    }
    let gap = if language == Language::Chinese {
        ""
    } else {
        " "
    };
    [&*own, facts].join(gap)
}

fn often(rhythm: Rhythm, language: Language) -> &'static str {
    let [chinese, english] = match rhythm {
        Rhythm::Day => ["逐日", "daily"],
        Rhythm::Week => ["逐周", "weekly"],
        Rhythm::Month => ["逐月", "monthly"],
        Rhythm::Quarter => ["逐季", "quarterly"],
        Rhythm::Year => ["逐年", "yearly"],
    };
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}
