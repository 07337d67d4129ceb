//! JSON-LD: what schema.org has of an article, a page, a breadcrumb, in the forms that `<head>`
//! needs.
//!
//! Types and properties are those of schema.org: `NewsArticle`, `OpinionNewsArticle`, `Report`,
//! `Dataset`, `BreadcrumbList`, `WebSite`, `WebPage`. A property without a value is left out.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::base::intern::Name;

/// A graph of nodes, as the text of a `<script>`.
pub(crate) fn script(nodes: &[Node<'_>]) -> String {
    let graph = Graph {
        context: "https://schema.org",
        graph: nodes,
    };
    // Plain strings and lists: writing them cannot fail.
    let text = serde_json::to_string(&graph).unwrap_or_default();
    if !may_end(&text) {
        return text;
    }
    // No text in it may end the element, or a line of a script.
    text.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Returns true if a text has a character that ends an element, or a line of a script.
fn may_end(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'<', 0xe2, bytes)
        .any(|at| matches!(bytes[at..], [b'<', ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..]))
}

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: &'a [Node<'a>],
}

/// One node of a graph, or the value of a property.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Node<'a> {
    Article(Box<Article<'a>>),
    Breadcrumb(Breadcrumb<'a>),
    Page(Page<'a>),
    Site(Site<'a>),
    Data(Box<Data<'a>>),
}

/// A person or an organisation, or by its `@id` alone one that the same graph describes elsewhere.
#[derive(Serialize)]
pub(crate) struct Agent<'a> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<&'a str>,
    #[serde(rename = "jobTitle", skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<&'a str>,
    /// Absolute address of its logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) logo: Option<String>,
}

/// The site itself.
#[derive(Serialize)]
pub(crate) struct Site<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    pub(crate) url: &'a str,
    #[serde(rename = "inLanguage")]
    pub(crate) language: &'a str,
    pub(crate) publisher: Agent<'a>,
}

/// A page that is no article.
#[derive(Serialize)]
pub(crate) struct Page<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    pub(crate) url: &'a str,
    #[serde(rename = "inLanguage")]
    pub(crate) language: &'a str,
    #[serde(rename = "isPartOf")]
    pub(crate) site: Site<'a>,
}

/// The way from home to a page.
#[derive(Serialize)]
pub(crate) struct Breadcrumb<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    #[serde(rename = "itemListElement")]
    pub(crate) items: Vec<Step<'a>>,
}

/// One step of it.
#[derive(Serialize)]
pub(crate) struct Step<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) position: usize,
    pub(crate) name: &'a str,
    pub(crate) item: String,
}

/// A correction.
#[derive(Serialize)]
pub(crate) struct Correction<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) text: &'a str,
    #[serde(rename = "datePublished")]
    pub(crate) date: String,
}

/// A picture.
#[derive(Serialize)]
pub(crate) struct Image<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) url: &'a str,
    pub(crate) width: u32,
    pub(crate) height: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) caption: Option<&'a str>,
}

/// Writes a list of one as that one.
fn one_or_more<S: Serializer>(images: &[Image<'_>], serializer: S) -> Result<S::Ok, S::Error> {
    match images {
        [one] => one.serialize(serializer),
        _ => images.serialize(serializer),
    }
}

/// A series as data to download (<https://schema.org/Dataset>).
#[derive(Serialize)]
pub(crate) struct Data<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    pub(crate) description: String,
    pub(crate) url: String,
    #[serde(rename = "inLanguage")]
    pub(crate) language: &'a str,
    #[serde(rename = "isAccessibleForFree")]
    pub(crate) is_free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) license: Option<&'a str>,
    #[serde(rename = "temporalCoverage", skip_serializing_if = "Option::is_none")]
    pub(crate) coverage: Option<String>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<String>,
    #[serde(rename = "variableMeasured")]
    pub(crate) figures: Vec<Variable<'a>>,
    pub(crate) distribution: Vec<Download>,
    pub(crate) creator: Agent<'a>,
    pub(crate) publisher: Agent<'a>,
}

/// What a column measures.
#[derive(Serialize)]
pub(crate) struct Variable<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    #[serde(rename = "propertyID")]
    pub(crate) id: &'a str,
    #[serde(rename = "unitText", skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<&'a str>,
}

/// A file of data.
#[derive(Serialize)]
pub(crate) struct Download {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    #[serde(rename = "encodingFormat")]
    pub(crate) media: &'static str,
    #[serde(rename = "contentUrl")]
    pub(crate) url: String,
}

/// What a bulletin reports.
#[derive(Serialize)]
pub(crate) struct Dataset<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    pub(crate) description: String,
    #[serde(rename = "temporalCoverage")]
    pub(crate) period: String,
    #[serde(rename = "variableMeasured")]
    pub(crate) figures: Vec<Figure<'a>>,
}

/// One figure of it.
#[derive(Serialize)]
pub(crate) struct Figure<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    pub(crate) value: String,
    #[serde(rename = "unitText", skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<&'a str>,
}

/// The text that a reprint is taken from.
#[derive(Serialize)]
pub(crate) struct Original<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) headline: Option<&'a str>,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    pub(crate) authors: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<Agent<'a>>,
}

/// An article of any type.
#[derive(Serialize)]
pub(crate) struct Article<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) headline: &'a str,
    #[serde(
        rename = "alternativeHeadline",
        skip_serializing_if = "Option::is_none"
    )]
    pub(crate) alternative: Option<&'a str>,
    pub(crate) description: &'a str,
    #[serde(rename = "datePublished")]
    pub(crate) published: String,
    /// None where it is as it was published.
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<String>,
    #[serde(rename = "inLanguage")]
    pub(crate) language: &'a str,
    pub(crate) url: &'a str,
    #[serde(rename = "articleSection", skip_serializing_if = "Option::is_none")]
    pub(crate) section: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) keywords: &'a [Name],
    #[serde(rename = "author")]
    pub(crate) authors: Vec<Agent<'a>>,
    #[serde(rename = "contributor", skip_serializing_if = "Vec::is_empty")]
    pub(crate) contributors: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) editor: Option<Agent<'a>>,
    pub(crate) publisher: Agent<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_more")]
    pub(crate) image: Vec<Image<'a>>,
    #[serde(rename = "correction", skip_serializing_if = "Vec::is_empty")]
    pub(crate) corrections: Vec<Correction<'a>>,
    #[serde(rename = "isBasedOn", skip_serializing_if = "Option::is_none")]
    pub(crate) based_on: Option<Original<'a>>,
    #[serde(flatten)]
    pub(crate) own: Own<'a>,
}

/// The properties that depend on the type of an article.
pub(crate) enum Own<'a> {
    /// Of a `NewsArticle`: its dateline and where it stood in the paper.
    News {
        dateline: Option<&'a str>,
        edition: Option<String>,
        page: Option<&'a str>,
        section: Option<&'a str>,
    },
    /// Of a `Report`: its page and its figures.
    Report {
        page: Option<&'a str>,
        figures: Option<Dataset<'a>>,
    },
}

impl Serialize for Own<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Own::News {
                dateline,
                edition,
                page,
                section,
            } => {
                entry(&mut map, "dateline", *dateline)?;
                entry(&mut map, "printEdition", edition.as_deref())?;
                entry(&mut map, "printPage", *page)?;
                entry(&mut map, "printSection", *section)?;
            }
            Own::Report { page, figures } => {
                entry(&mut map, "pagination", *page)?;
                if let Some(figures) = figures {
                    map.serialize_entry("about", figures)?;
                }
            }
        }
        map.end()
    }
}

/// Writes a property that has a value.
fn entry<M: SerializeMap>(map: &mut M, key: &str, value: Option<&str>) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(key, value),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_or_a_line_of_the_script() {
        for (name, written) in [
            ("“雪”——…", "“雪”——…"),
            ("雪</script>", "雪\\u003c/script>"),
            ("雪\u{2028}晴\u{2029}", "雪\\u2028晴\\u2029"),
        ] {
            let items = vec![Step {
                kind: "ListItem",
                position: 1,
                name,
                item: String::new(),
            }];
            let kind = "BreadcrumbList";
            let script = script(&[Node::Breadcrumb(Breadcrumb { kind, items })]);
            assert!(script.contains(&format!("\"{written}\"")), "{script}");
            assert!(!script.contains(['<', '\u{2028}', '\u{2029}']));
        }
    }
}
