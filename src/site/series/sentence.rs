//! The sentence of a bulletin, as papers write it: `2024年1月17日，来电诉求877件次，网民留言15件（市长信箱6件、…）。`

use crate::base::date::Language;
use crate::base::id::FigureId;
use crate::content::config::{FigureSpec, Series};
use crate::content::document::bulletin::{Amount, Bulletin, Figure};

use super::rule::Rule;

/// Writes the figures of a bulletin as a sentence; parts stand in brackets after the figure that
/// they add up to by a rule.
pub fn write(bulletin: &Bulletin, series: &Series, rules: &[Rule], language: Language) -> String {
    let owners: Vec<(FigureId, FigureId)> = rules.iter().filter_map(Rule::owner).collect();
    let writer = Writer { series, language };
    let mut clauses = Vec::new();
    for figure in &bulletin.figures {
        let has_owner = owners
            .iter()
            .any(|(whole, parts)| *parts == figure.spec && find(bulletin, *whole).is_some());
        if !has_owner {
            let owned = owners
                .iter()
                .filter(|(whole, _)| *whole == figure.spec)
                .find_map(|(_, parts)| find(bulletin, *parts));
            clauses.push(writer.clause(figure, owned));
        }
    }
    let period = bulletin.span.long(series.rhythm, language);
    match language {
        Language::Chinese => format!("{period}，{}。", clauses.join("，")),
        Language::English => format!("{period}: {}.", clauses.join(", ")),
    }
}

fn find(bulletin: &Bulletin, spec: FigureId) -> Option<&Figure> {
    bulletin.figures.iter().find(|f| f.spec == spec)
}

struct Writer<'a> {
    series: &'a Series,
    language: Language,
}

impl Writer<'_> {
    fn spec(&self, figure: &Figure) -> &FigureSpec {
        &self.series.figures[figure.spec]
    }

    fn clause(&self, figure: &Figure, owned: Option<&Figure>) -> String {
        let spec = self.spec(figure);
        let chinese = self.language == Language::Chinese;
        match (&figure.amount, owned) {
            (Amount::Number(number), None) => {
                self.counted(&spec.label, &number.to_string(), &spec.unit)
            }
            (Amount::Number(number), Some(parts)) => {
                let whole = self.counted(&spec.label, &number.to_string(), &spec.unit);
                let parts = self.parts(parts);
                if chinese {
                    format!("{whole}（{parts}）")
                } else {
                    format!("{whole} ({parts})")
                }
            }
            (Amount::Parts(_), _) => {
                let parts = self.parts(figure);
                if chinese {
                    format!("{}：{parts}", spec.label)
                } else {
                    format!("{}: {parts}", spec.label)
                }
            }
        }
    }

    fn parts(&self, figure: &Figure) -> String {
        let Amount::Parts(parts) = &figure.amount else {
            return String::new();
        };
        let unit = &self.spec(figure).unit;
        let parts: Vec<String> = parts
            .iter()
            .map(|p| self.counted(&p.name, &p.number.to_string(), unit))
            .collect();
        parts.join(if self.language == Language::Chinese {
            "、"
        } else {
            ", "
        })
    }

    fn counted(&self, label: &str, number: &str, unit: &str) -> String {
        // Digits at the end of a name would run into the number.
        let gap = if label.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            " "
        } else {
            ""
        };
        match self.language {
            Language::Chinese => format!("{label}{gap}{number}{unit}"),
            Language::English => format!("{label} {number} {unit}").trim_end().to_owned(),
        }
    }
}
