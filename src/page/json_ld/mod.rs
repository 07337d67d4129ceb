//! The nodes of JSON-LD, made of the site; their form is in `schema_org`.
//!
//! They follow schema.org: `NewsArticle`, `OpinionNewsArticle`, `Report`, `Dataset`,
//! `BreadcrumbList`.

mod about;
pub(super) mod schema_org;

use crate::base::date::Period;
use crate::base::id::{ArticleId, SeriesId};
use crate::content::config::{FigureSpec, Kind, Rhythm};
use crate::content::document::bulletin::{DateRange, Figure};
use crate::content::document::{Bulletin, Correction, Credit, Document};
use crate::page::data::{ArticleData, Crumb, FileLink, ImageData};
use crate::page::reader::Reader;
use crate::page::{dataset, scope};
use crate::site::Scope;

pub(super) fn breadcrumb<'b>(r: Reader<'_>, crumbs: &'b [Crumb]) -> schema_org::Node<'b> {
    let origin = &*r.site.config.origin;
    // The page itself, which has no address there, goes without saying.
    let above = crumbs
        .iter()
        .filter_map(|crumb| Some((crumb, crumb.href.as_ref()?)));
    let steps = (1..)
        .zip(above)
        .map(|(position, (crumb, href))| schema_org::Step {
            kind: "ListItem",
            position,
            name: &crumb.title,
            item: [origin, href].concat(),
        });
    schema_org::Node::Breadcrumb(schema_org::Breadcrumb {
        kind: "BreadcrumbList",
        items: steps.collect(),
    })
}

pub(super) fn site(r: Reader<'_>) -> schema_org::Site<'_> {
    let config = &r.site.config;
    schema_org::Site {
        kind: "WebSite",
        name: &config.title,
        url: &r.shared.home,
        language: &config.language,
        publisher: publisher(r),
    }
}

/// Makes the node of the publisher, once in a graph; see [`same_publisher`].
fn publisher(r: Reader<'_>) -> schema_org::Agent<'_> {
    schema_org::Agent {
        id: Some(publisher_id(r)),
        url: Some(&*r.shared.home),
        logo: r.theme.face().light.as_ref().map(|logo| r.full(&logo.url)),
        ..named("NewsMediaOrganization", &r.site.config.publisher)
    }
}

/// Names the publisher where the same graph describes it elsewhere.
fn same_publisher(r: Reader<'_>) -> schema_org::Agent<'_> {
    schema_org::Agent {
        id: Some(publisher_id(r)),
        kind: None,
        name: None,
        role: None,
        url: None,
        logo: None,
    }
}

fn publisher_id(r: Reader<'_>) -> String {
    [&r.shared.home, "#publisher"].concat()
}

/// Makes the node of an article; `credits` are its own and those of its original.
pub(super) fn article<'a, 'b>(
    r: Reader<'a>,
    id: ArticleId,
    article: &'b ArticleData,
    url: &'b str,
    [credits, original]: [&'b [Credit]; 2],
) -> schema_org::Node<'b>
where
    'a: 'b,
{
    let document = r.site.article(id);
    let kind = r.site.config.categories[r.site.category(id)].kind;
    let (writers, others): (Vec<&Credit>, Vec<&Credit>) = credits.iter().partition(|c| c.writes());
    let details = document.details();
    let corrections = details.corrections.iter();
    let based_on = details.original.as_deref();
    let modified = Some(r.site.modified(id)).filter(|moment| *moment != r.site.date(id));
    schema_org::Node::Article(Box::new(schema_org::Article {
        kind: match kind {
            Kind::Commentary => "OpinionNewsArticle",
            Kind::Bulletin => "Report",
            Kind::News => "NewsArticle",
        },
        headline: &document.title,
        alternative: details.subtitle.as_deref().or(details.kicker.as_deref()),
        description: &document.summary,
        published: r.site.date(id).rfc3339(),
        modified: modified.map(|moment| moment.rfc3339()),
        language: &r.site.config.language,
        url,
        section: article.category.as_ref().map(|c| c.title.as_str()),
        keywords: &document.tags,
        authors: match writers.as_slice() {
            [] => vec![same_publisher(r)],
            some => some.iter().map(|c| agent(c)).collect(),
        },
        contributors: others.into_iter().map(agent).collect(),
        editor: details.editor.as_deref().map(|name| named("Person", name)),
        publisher: schema_org::Agent {
            url: None,
            ..publisher(r)
        },
        image: article.image.as_ref().map_or_else(Vec::new, images),
        corrections: corrections.map(correction).collect(),
        based_on: based_on.map(|text| schema_org::Original {
            kind: "CreativeWork",
            headline: text.title.as_deref(),
            authors: original.iter().map(agent).collect(),
            url: text.url.as_deref(),
            publisher: details
                .source
                .as_deref()
                .map(|name| named("Organization", name)),
        }),
        own: own(r, kind, document, article),
    }))
}

/// Returns a picture, and its crops that search engines choose from.
fn images(image: &ImageData) -> Vec<schema_org::Image<'_>> {
    let whole = schema_org::Image {
        kind: "ImageObject",
        url: &image.url,
        width: image.width,
        height: image.height,
        caption: image.caption.as_deref(),
    };
    let crops = [&image.wide, &image.standard, &image.square];
    let crops = crops.into_iter().flatten().map(|crop| schema_org::Image {
        kind: "ImageObject",
        url: &crop.url,
        width: crop.width,
        height: crop.height,
        caption: None,
    });
    [whole].into_iter().chain(crops).collect()
}

fn own<'a, 'b>(
    r: Reader<'a>,
    kind: Kind,
    document: &'b Document,
    article: &'b ArticleData,
) -> schema_org::Own<'b>
where
    'a: 'b,
{
    let print = document.details().print.as_deref();
    let page = print.and_then(|p| p.page.as_deref());
    match kind {
        Kind::Bulletin => schema_org::Own::Report {
            page,
            figures: document.bulletin.as_deref().map(|b| figures(r, b)),
        },
        Kind::News | Kind::Commentary => schema_org::Own::News {
            dateline: Some(article.dateline.as_str()).filter(|d| !d.is_empty()),
            edition: print.map(|p| p.issue.to_string()),
            page,
            section: print.and_then(|p| p.section.as_deref()),
        },
    }
}

/// Describes a series: what it measures, when, and where it can be had.
pub(super) fn series(r: Reader<'_>, series: SeriesId) -> schema_org::Node<'_> {
    let config = &r.site.config;
    let own = &config.series[series];
    let run = &r.runs.run(series).entries;
    let ends = run.first().zip(run.last());
    let language = config.wording();
    let over = ends.map_or_else(String::new, |(a, b)| {
        let span = DateRange {
            first: a.span.first,
            last: b.span.last,
        };
        span.long(Rhythm::Week, language)
    });
    let modified = run.iter().map(|e| r.site.modified(e.id)).max();
    let files = dataset::links(r, series, Period::All).into_iter();
    schema_org::Node::Data(Box::new(schema_org::Data {
        kind: "Dataset",
        name: &own.title,
        description: about::of_series(
            scope::series_description(r, series),
            own,
            &config.publisher,
            (run.len(), &over),
            language,
        ),
        url: r.full(&r.site.list_url(Scope::Series(series), Period::All)),
        language: &config.language,
        is_free: true,
        license: own.license.as_deref(),
        coverage: ends.map(|(a, b)| format!("{}/{}", a.span.first, b.span.last)),
        modified: modified.map(|m| m.rfc3339()),
        figures: own.figures.iter().map(variable).collect(),
        distribution: files.map(|file| download(r, file)).collect(),
        creator: same_publisher(r),
        publisher: same_publisher(r),
    }))
}

fn variable(spec: &FigureSpec) -> schema_org::Variable<'_> {
    schema_org::Variable {
        kind: "PropertyValue",
        name: &spec.label,
        id: &spec.id,
        unit: unit(spec),
    }
}

fn unit(spec: &FigureSpec) -> Option<&str> {
    Some(spec.unit.as_str()).filter(|unit| !unit.is_empty())
}

fn download(r: Reader<'_>, file: FileLink) -> schema_org::Download {
    schema_org::Download {
        kind: "DataDownload",
        name: r.theme.word(&format!("data_{}", file.kind)).to_owned(),
        media: file.media,
        url: format!("{}{}", r.site.config.origin, file.href),
    }
}

/// Describes what a bulletin reports, as a small data set.
fn figures<'a>(r: Reader<'a>, bulletin: &Bulletin) -> schema_org::Dataset<'a> {
    let config = &r.site.config;
    let series = &config.series[bulletin.series];
    let figures = bulletin.figures.iter();
    schema_org::Dataset {
        kind: "Dataset",
        name: &series.title,
        description: about::of_bulletin(bulletin, series, &config.publisher, config.wording()),
        period: bulletin.span.iso(series.rhythm),
        figures: figures
            .map(|f| figure(&series.figures[f.spec], f))
            .collect(),
    }
}

fn figure<'a>(spec: &'a FigureSpec, figure: &Figure) -> schema_org::Figure<'a> {
    schema_org::Figure {
        kind: "PropertyValue",
        name: &spec.label,
        value: figure.amount.total().to_string(),
        unit: unit(spec),
    }
}

fn correction(correction: &Correction) -> schema_org::Correction<'_> {
    schema_org::Correction {
        kind: "CorrectionComment",
        text: &correction.text,
        date: correction.date.rfc3339(),
    }
}

fn agent(credit: &Credit) -> schema_org::Agent<'_> {
    let kind = if credit.organization {
        "Organization"
    } else {
        "Person"
    };
    schema_org::Agent {
        role: credit.role.as_deref(),
        ..named(kind, &credit.name)
    }
}

fn named<'a>(kind: &'static str, name: &'a str) -> schema_org::Agent<'a> {
    schema_org::Agent {
        id: None,
        kind: Some(kind),
        name: Some(name),
        role: None,
        url: None,
        logo: None,
    }
}
