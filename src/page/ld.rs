//! JSON-LD: what schema.org has of an article, a page, a breadcrumb, in the forms that `<head>` needs.
//!
//! Types and properties are those of schema.org: `NewsArticle`, `OpinionNewsArticle`, `Report`,
//! `Dataset`, `BreadcrumbList`, `WebSite`, `WebPage`. A property without a value is left out.

use serde::Serialize;

use crate::name::Name;
use serde::ser::SerializeMap;

/// A graph of nodes, as the text of a `<script>`.
pub(super) fn script(nodes: &[Node<'_>]) -> String {
    let graph = Graph { context: "https://schema.org", graph: nodes };
    // Plain strings and lists: writing them cannot fail.
    let text = serde_json::to_string(&graph).unwrap_or_default();
    if !text.contains(['<', '\u{2028}', '\u{2029}']) {
        return text;
    }
    // No text in it may end the element, or a line of a script.
    text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
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
pub(super) enum Node<'a> {
    Article(Box<Article<'a>>),
    Breadcrumb(Breadcrumb<'a>),
    Page(Page<'a>),
    Site(Site<'a>),
    Data(Box<Data<'a>>),
}

/// A person or an organisation.
#[derive(Serialize)]
pub(super) struct Agent<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    #[serde(rename = "jobTitle", skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
}

/// The site itself.
#[derive(Serialize)]
pub(super) struct Site<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) url: &'a str,
    #[serde(rename = "inLanguage")]
    pub(super) language: &'a str,
    pub(super) publisher: Agent<'a>,
}

/// A page that is no article.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) url: &'a str,
    #[serde(rename = "inLanguage")]
    pub(super) language: &'a str,
    #[serde(rename = "isPartOf")]
    pub(super) site: Site<'a>,
}

/// The way from home to a page.
#[derive(Serialize)]
pub(super) struct Breadcrumb<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "itemListElement")]
    pub(super) items: Vec<Step<'a>>,
}

/// One step of it.
#[derive(Serialize)]
pub(super) struct Step<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) position: usize,
    pub(super) name: &'a str,
    pub(super) item: String,
}

/// A correction.
#[derive(Serialize)]
pub(super) struct Correction<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) text: &'a str,
    #[serde(rename = "datePublished")]
    pub(super) date: String,
}

/// A picture.
#[derive(Serialize)]
pub(super) struct Image<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) url: &'a str,
    pub(super) width: u32,
    pub(super) height: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) caption: Option<&'a str>,
}

/// A series as data to download (<https://schema.org/Dataset>).
#[derive(Serialize)]
pub(super) struct Data<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) description: String,
    pub(super) url: String,
    #[serde(rename = "inLanguage")]
    pub(super) language: &'a str,
    #[serde(rename = "isAccessibleForFree")]
    pub(super) is_free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) license: Option<&'a str>,
    #[serde(rename = "temporalCoverage", skip_serializing_if = "Option::is_none")]
    pub(super) coverage: Option<String>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    pub(super) modified: Option<String>,
    #[serde(rename = "variableMeasured")]
    pub(super) figures: Vec<Variable<'a>>,
    pub(super) distribution: Vec<Download>,
    pub(super) creator: Agent<'a>,
    pub(super) publisher: Agent<'a>,
}

/// What a column measures.
#[derive(Serialize)]
pub(super) struct Variable<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    #[serde(rename = "propertyID")]
    pub(super) id: &'a str,
    #[serde(rename = "unitText", skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<&'a str>,
}

/// A file of data.
#[derive(Serialize)]
pub(super) struct Download {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: String,
    #[serde(rename = "encodingFormat")]
    pub(super) media: &'static str,
    #[serde(rename = "contentUrl")]
    pub(super) url: String,
}

/// What a bulletin reports.
#[derive(Serialize)]
pub(super) struct Dataset<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) description: String,
    #[serde(rename = "temporalCoverage")]
    pub(super) period: String,
    #[serde(rename = "variableMeasured")]
    pub(super) figures: Vec<Figure<'a>>,
}

/// One figure of it.
#[derive(Serialize)]
pub(super) struct Figure<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) value: String,
    #[serde(rename = "unitText", skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<&'a str>,
}

/// The text that a reprint is taken from.
#[derive(Serialize)]
pub(super) struct Original<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) headline: Option<&'a str>,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    pub(super) authors: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<Agent<'a>>,
}

/// An article of any type.
#[derive(Serialize)]
pub(super) struct Article<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) headline: &'a str,
    #[serde(rename = "alternativeHeadline", skip_serializing_if = "Option::is_none")]
    pub(super) alternative: Option<&'a str>,
    pub(super) description: &'a str,
    #[serde(rename = "datePublished")]
    pub(super) published: String,
    #[serde(rename = "dateModified")]
    pub(super) modified: String,
    #[serde(rename = "inLanguage")]
    pub(super) language: &'a str,
    pub(super) url: &'a str,
    #[serde(rename = "mainEntityOfPage")]
    pub(super) main_entity_of: &'a str,
    #[serde(rename = "articleSection", skip_serializing_if = "Option::is_none")]
    pub(super) section: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) keywords: &'a [Name],
    #[serde(rename = "author")]
    pub(super) authors: Vec<Agent<'a>>,
    #[serde(rename = "contributor", skip_serializing_if = "Vec::is_empty")]
    pub(super) contributors: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) editor: Option<Agent<'a>>,
    pub(super) publisher: Agent<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<Image<'a>>,
    #[serde(rename = "correction", skip_serializing_if = "Vec::is_empty")]
    pub(super) corrections: Vec<Correction<'a>>,
    #[serde(rename = "isBasedOn", skip_serializing_if = "Option::is_none")]
    pub(super) based_on: Option<Original<'a>>,
    #[serde(rename = "isPartOf")]
    pub(super) site: Site<'a>,
    #[serde(flatten)]
    pub(super) own: Own<'a>,
}

/// The properties that depend on the type of an article.
pub(super) enum Own<'a> {
    /// Of a `NewsArticle`: its dateline and where it stood in the paper.
    News { dateline: Option<&'a str>, edition: Option<String>, page: Option<&'a str>, section: Option<&'a str> },
    /// Of a `Report`: its page and its figures.
    Report { page: Option<&'a str>, figures: Option<Dataset<'a>> },
}

impl Serialize for Own<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut entry = |key: &str, value: Option<&str>| value.map_or(Ok(()), |v| map.serialize_entry(key, v));
        match self {
            Own::News { dateline, edition, page, section } => {
                entry("dateline", *dateline)?;
                entry("printEdition", edition.as_deref())?;
                entry("printPage", *page)?;
                entry("printSection", *section)?;
            }
            Own::Report { page, figures } => {
                entry("pagination", *page)?;
                if let Some(figures) = figures {
                    map.serialize_entry("about", figures)?;
                }
            }
        }
        map.end()
    }
}
