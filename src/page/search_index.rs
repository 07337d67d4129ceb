//! The index of the search: which segments a site has, what each depends on, and what is searched
//! of an article.
//!
//! Its files are no pages: those of a segment are made together, and only when what they depend on
//! has changed. [`crate::search`] says what is in them.

use std::fmt::Write;

use xxhash_rust::xxh3::Xxh3Default;

use crate::base::date::{Date, Language, Moment};
use crate::base::digest::Digest;
use crate::base::id::{ArticleId, Id};
use crate::content::config::{Files, Search};
use crate::content::document::Document;
use crate::content::document::bulletin::{Amount, Bulletin};
use crate::content::document::markdown;
use crate::diagnostic::Diagnostic;
use crate::page::article::dateline;
use crate::page::bulletin::topic_unit;
use crate::page::reader::Reader;
use crate::page::render::{body, changed};
use crate::search::layout::Layout;
use crate::search::make::{Job, Workshop};
use crate::search::normal::NormalForm;
use crate::search::script::{File, quote};
use crate::search::segment::{Kind, Segment, capacity, numbers, segments};
use crate::search::text::Text;
use crate::site::Scope;
use crate::site::series::sentence;
use crate::source::{Source, valid};

/// Raised by hand when the program would make other files of the same texts.
const EDITION: u64 = 2;

/// Bytes that stand for what an article says besides its body.
const HEAD: u64 = 300;

/// A segment of the index.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Which articles it holds.
    pub segment: Segment,
    /// Into which files it is cut.
    pub layout: Layout,
    /// Hash of all that its files are made of.
    pub version: u64,
}

impl Bundle {
    /// Returns the folder of its files, below `/search/`.
    pub fn name(&self) -> &str {
        &self.segment.id
    }

    fn tag(&self) -> String {
        format!("{:08x}", self.version as u32)
    }
}

impl<'a> Reader<'a> {
    /// Returns the segments of the site's search, the newest first; none if it has no search.
    pub fn bundles(self) -> Vec<Bundle> {
        let Some(search) = self.site.config.search else {
            return Vec::new();
        };
        let days: Vec<Date> = self.all().iter().map(|id| self.site.day(*id)).collect();
        let found = segments(&days).into_iter();
        found
            .map(|segment| self.bundle(search, &days, segment))
            .collect()
    }

    /// Returns all articles, in order of day.
    fn all(self) -> &'a [ArticleId] {
        self.site.list(Scope::All)
    }

    fn of(self, segment: &Segment) -> &'a [ArticleId] {
        &self.all()[segment.first..segment.first + segment.count]
    }

    fn bundle(self, search: Search, days: &[Date], segment: Segment) -> Bundle {
        let days = &days[segment.first..segment.first + segment.count];
        let mut hasher = Xxh3Default::new();
        hasher.update(&EDITION.to_le_bytes());
        hasher.update(format!("{search:?} {}", segment.id).as_bytes());
        let config = &self.site.config;
        for category in &config.categories {
            hasher.update(category.id.as_bytes());
            hasher.update(b"\n");
        }
        // What bulletins say is worded by the series.
        hasher.update(format!("{:?}", config.wording()).as_bytes());
        for figure in config.series.iter().flat_map(|series| &series.figures) {
            hasher.update(format!("{} {}\n", figure.label, figure.unit).as_bytes());
        }
        for series in &config.series {
            let rules: Vec<&str> = series.rules.iter().map(|rule| &*rule.text).collect();
            let rules = rules.join("\n");
            hasher
                .update(format!("{} {:?} {rules}\n", topic_unit(series), series.rhythm).as_bytes());
        }
        let mut bytes = 0;
        for id in self.of(&segment) {
            let document = self.site.article(*id);
            bytes += HEAD + u64::from(document.body.size);
            hasher.update(&self.site.shown_hash(*id).to_le_bytes());
            hasher.update(self.site.url(document).as_str().as_bytes());
        }
        let layout = Layout::new(
            &segment,
            capacity(days),
            bytes,
            matches!(search.files, Files::Few),
        );
        Bundle {
            segment,
            layout,
            version: hasher.digest(),
        }
    }

    /// Makes the files of a segment.
    pub fn make_bundle<W>(self, bundle: &Bundle, workshop: &W) -> Result<(), W::Error>
    where
        W: Workshop<Article = ArticleId>,
    {
        let Some(search) = self.site.config.search else {
            return Ok(());
        };
        let mut articles = self.numbered(bundle);
        articles.sort_unstable_by_key(|(number, _)| *number);
        let (numbers, articles): (Vec<u32>, Vec<ArticleId>) = articles.into_iter().unzip();
        let job = Job {
            layout: &bundle.layout,
            form: NormalForm::new(search.simplified),
            numbers: &numbers,
            articles: &articles,
        };
        job.make(workshop)
    }

    /// Numbers the articles of a segment.
    fn numbered(self, bundle: &Bundle) -> Vec<(u32, ArticleId)> {
        let articles = self.of(&bundle.segment);
        if bundle.segment.kind == Kind::Day {
            return (0..).zip(articles.iter().copied()).collect();
        }
        let days: Vec<Date> = articles.iter().map(|id| self.site.day(*id)).collect();
        let hashes = articles.iter().map(|id| {
            let url = self.site.url(self.site.article(*id));
            Digest::of(url.as_str().as_bytes()).0 as u64
        });
        let hashes: Vec<u64> = hashes.collect();
        let numbers = numbers(&days, &hashes, bundle.segment.from, bundle.layout.capacity);
        numbers.into_iter().zip(articles.iter().copied()).collect()
    }

    /// Makes the files that all segments share.
    pub fn shared_search_files(self, bundles: &[Bundle]) -> Vec<File> {
        let Some(search) = self.site.config.search else {
            return Vec::new();
        };
        let mut form = String::new();
        quote(&mut form, &NormalForm::table(search.simplified));
        let tag = Digest::of(form.as_bytes()).short(8);
        vec![
            File::new("form", &form),
            File::new("meta", &self.meta(search, &tag, bundles)),
        ]
    }

    fn meta(self, search: Search, form: &str, bundles: &[Bundle]) -> String {
        let mut json = format!(
            "{{\"version\":{EDITION},\"form\":\"{form}\",\"fold\":{}",
            search.simplified
        );
        json.push_str(",\"categories\":[");
        for (at, category) in self.site.config.categories.iter().enumerate() {
            json.push_str(if at > 0 { ",[" } else { "[" });
            quote(&mut json, &category.id);
            json.push(',');
            quote(&mut json, &category.title);
            json.push(']');
        }
        json.push_str("],\"segments\":[");
        for (at, bundle) in bundles.iter().enumerate() {
            let (segment, layout) = (&bundle.segment, &bundle.layout);
            let kind = if layout.has_index { "index" } else { "text" };
            // Writing to a string does not fail.
            _ = write!(
                json,
                "{}\n{{\"id\":\"{}\",\"kind\":\"{kind}\",\"from\":\"{}\",\"to\":\"{}\",\
                 \"count\":{},\"version\":\"{}\",\"first\":\"{}\",\"capacity\":{},\"shards\":{},\
                 \"span\":{}}}",
                if at > 0 { "," } else { "" },
                segment.id,
                segment.from,
                segment.to,
                segment.count,
                bundle.tag(),
                segment.from,
                layout.capacity,
                layout.shards,
                layout.span,
            );
        }
        json.push_str("]}");
        json
    }

    /// Reads what is searched of an article. A file that is no longer what the site was made of is
    /// a problem.
    pub fn searched(self, id: ArticleId, source: &Source) -> Result<Text, Diagnostic> {
        let document = self.site.article(id);
        let mut fields = head(document);
        if let Some(bulletin) = &document.bulletin {
            self.add_bulletin(bulletin, &mut fields);
        }
        let line = document.details().dateline.as_deref();
        let mut text_field = line.map(|line| dateline(line, self.site.config.wording()) + " ");
        if !document.body.is_empty() {
            let (path, known) = (&document.path, &document.body);
            let bytes = body(path, known.offset, known.digest, source)?;
            let text = valid(&bytes).map_err(|_| changed(path))?;
            let words = markdown::words(text);
            fields.extend(words.pictures);
            text_field.get_or_insert_default().push_str(&words.text);
        }
        fields.extend(text_field);
        fields.retain(|field| !field.trim().is_empty());
        let url = self.site.url(document).href("");
        let date = self.site.date(id);
        Ok(Text {
            address: url.trim_start_matches('/').to_owned(),
            title: document.title.to_string(),
            day: Moment::date(date).to_string(),
            time: date.time().unwrap_or_default(),
            category: self.site.category(id).index(),
            fields,
        })
    }

    fn add_bulletin(self, bulletin: &Bulletin, fields: &mut Vec<String>) {
        let language: Language = self.site.config.wording();
        let series = &self.site.config.series[bulletin.series];
        let rules = &self.runs.rules[bulletin.series];
        fields.push(sentence::write(bulletin, series, rules, language));
        for figure in &bulletin.figures {
            let mut field = figure.in_words(series, language);
            let unit = &series.figures[figure.spec].unit;
            if let Amount::Parts(parts) = &figure.amount {
                for part in parts {
                    // Writing to a string does not fail.
                    _ = write!(field, "\n{} {} {unit}", &*part.name, part.number);
                }
            }
            fields.push(field);
        }
        for topic in &bulletin.topics {
            let count = topic.count.as_deref();
            let count = count.map(|count| format!("{count} {}", topic_unit(series)));
            let texts = [Some(&*topic.name), count.as_deref(), topic.note.as_deref()];
            fields.push(texts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        }
    }
}

/// Returns what is searched of a front matter.
fn head(document: &Document) -> Vec<String> {
    let details = document.details();
    let mut fields = Vec::new();
    for text in [&details.kicker, &details.subtitle].into_iter().flatten() {
        fields.push(text.to_string());
    }
    let mut byline = Vec::new();
    for credit in &*document.credits() {
        byline.extend(credit.role.as_ref().map(|role| role.to_string()));
        byline.push(credit.name.to_string());
    }
    fields.push(byline.join(" "));
    if !document.summary_derived {
        fields.push(document.summary.to_string());
    }
    if let Some(image) = &details.image {
        fields.push(image.alt.to_string());
        let below = [&image.caption, &image.credit, &image.map];
        let below = below.into_iter().flatten();
        let below: Vec<&str> = below.map(|text| &**text).collect();
        fields.push(below.join(" "));
    }
    fields
}
