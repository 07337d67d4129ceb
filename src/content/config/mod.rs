//! `content/site.yaml`: read in one step into a [`Config`], with every mistake of the file.

mod base_url;
pub(crate) mod choice;
mod home;
pub mod keys;
pub mod menu;
mod organization;
mod pictures;
pub mod policy;
mod search;
mod series;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::date::{Language, Zone};
use crate::base::id::{CategoryId, ColumnId, List, SeriesId};
use crate::base::name::is_device;
use crate::base::path::SitePath;
use crate::base::slug::is_slug;
use crate::base::url::is_of_computer;
use crate::content::attachment;
use crate::content::config::choice::one_of;
use crate::content::config::menu::{Destination, Entry};
use crate::content::config::policy::Policy;
use crate::content::copy::{Rule, Terms, characters, terms};
use crate::content::headline::Names;
use crate::content::yaml::{self, Fields, Free, Node};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Checked, Diagnostic, Span};

pub use home::HomeLayout;
pub use organization::{Face, Organization, Profile};
pub use pictures::Pictures;
pub use search::{Files, Search};
pub use series::{FigureSpec, Rhythm, RuleText, Series};

/// The file of the configuration.
pub const PATH: &str = "content/site.yaml";

/// Returns true if a file belongs to the settings of the site, which are published by no name.
pub fn is_settings(path: &SitePath) -> bool {
    [PATH, terms::PATH].contains(&path.as_str())
}

/// Returns the file below `content/` that a picture of the publisher or of a tag names.
pub fn face_path(text: &str) -> Option<SitePath> {
    let below = text.strip_prefix("content/").unwrap_or(text);
    SitePath::new(PATH).resolve(below)
}

/// First parts of addresses that the program itself uses; no category may have them.
const RESERVED: [&str; 14] = [
    "archive", "assets", "columns", "elder", "index", "latest", "pages", "people", "search",
    "series", "sitemaps", "tags", "topics", "_desk",
];

/// The longest name of a file or folder that the common file systems take, in bytes.
const LONGEST: usize = 255;

/// What a category's articles are, and so which keys they may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 评论
    Commentary,
    /// 公报
    Bulletin,
    /// 新闻
    News,
}

impl Kind {
    /// Every kind with its name.
    pub const ALL: [(&'static str, Kind); 3] = [
        (Kind::Commentary.name(), Kind::Commentary),
        (Kind::Bulletin.name(), Kind::Bulletin),
        (Kind::News.name(), Kind::News),
    ];

    /// Returns its name in `site.yaml`.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Commentary => "commentary",
            Kind::Bulletin => "bulletin",
            Kind::News => "news",
        }
    }

    /// Returns its name in Chinese.
    pub const fn chinese(self) -> &'static str {
        match self {
            Kind::Commentary => "评论",
            Kind::Bulletin => "公报",
            Kind::News => "新闻",
        }
    }
}

/// A category: a folder of `content/` and a section of the site.
#[derive(Clone, Debug)]
pub struct Category {
    /// Folder and first part of its address.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// What its articles are.
    pub kind: Kind,
    /// One sentence on what it is for; the default is made of the titles.
    pub description: Option<String>,
    /// Keywords for the gov-cn page tags.
    pub keywords: Vec<String>,
    /// Column type of the gov-cn page tags (工作动态, 数据发布 …).
    pub column_type: Option<String>,
}

/// A column (栏目) that gathers articles of any category under a banner.
#[derive(Clone, Debug)]
pub struct Column {
    /// Last part of its address.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// Second line of the banner.
    pub tagline: Option<String>,
    /// One sentence on what it is for.
    pub description: Option<String>,
    /// Keywords for the gov-cn page tags.
    pub keywords: Vec<String>,
}

/// What the site says of a tag.
#[derive(Clone, Debug, Default)]
pub struct TagSettings {
    /// Last part of its address; the default is made of its title.
    pub slug: Option<String>,
    /// How it sounds, for its place among the tags: pinyin, where a character has several.
    pub sort: Option<String>,
    /// One sentence on what it is for.
    pub description: Option<String>,
    /// The picture of its page.
    pub image: Option<TagImage>,
}

/// The picture of a tag: a path below `content/`, or of the theme.
#[derive(Clone, Debug)]
pub struct TagImage {
    /// The file.
    pub src: Destination,
    /// Text that stands for it.
    pub alt: String,
}

/// The whole configuration.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// Scheme and host, without a slash at the end.
    pub origin: String,
    /// Path prefix, without a slash at the end; empty at the root of a host.
    pub prefix: String,
    /// BCP 47 tag for the `lang` attribute.
    pub language: String,
    /// The zone of every date without an offset.
    pub zone: Zone,
    /// Name of the theme's folder.
    pub theme: String,
    /// The place where it is named.
    pub theme_at: Option<Range<usize>>,
    /// Default source of articles.
    pub publisher: String,
    /// Categories in menu order.
    pub categories: List<CategoryId, Category>,
    /// Columns in the order written.
    pub columns: List<ColumnId, Column>,
    /// Bulletin series in the order written.
    pub series: List<SeriesId, Series>,
    /// What the site says of tags, by their titles.
    pub tags: BTreeMap<String, TagSettings>,
    /// Those who are named in bylines have pages of their own.
    pub people: bool,
    /// Layout of the home page.
    pub home: HomeLayout,
    /// Articles show their address as a QR code.
    pub qr: bool,
    /// Profile of page tags.
    pub profile: Option<Profile>,
    /// The publisher's registrations.
    pub organization: Organization,
    /// The entries of the menu; `None` for the categories.
    pub menu: Option<Vec<Entry>>,
    /// The entries of the footer; `None` for the standing pages.
    pub footer: Option<Vec<Entry>>,
    /// Free data for templates.
    pub extra: Free,
    /// There is an edition for older readers as well.
    pub elder: bool,
    /// Pages have aids for reading, and so a script.
    pub reading_aids: bool,
    /// Endings of attachments that are published besides those that always are.
    pub attachments: Vec<String>,
    /// How readers search the site; `None` if they cannot.
    pub search: Option<Search>,
    /// What is made of pictures.
    pub pictures: Pictures,
    /// Copy rules that are switched off.
    pub silent: BTreeSet<Rule>,
    /// The newsroom's own rules.
    pub policy: Policy,
    /// The newsroom's list of words, from a file of its own.
    pub terms: Terms,
    /// The names of the site, which its headlines keep whole.
    pub names: Names,
}

impl Config {
    /// Returns the language of the built-in texts.
    pub fn wording(&self) -> Language {
        Language::of(&self.language)
    }

    /// Returns true if the site's own texts are in Chinese.
    pub fn is_chinese(&self) -> bool {
        let primary = self.language.split('-').next().unwrap_or_default();
        primary.eq_ignore_ascii_case("zh")
    }

    /// Sets the address that the site is published under; returns false for anything but an
    /// absolute http(s) URL.
    pub fn set_base_url(&mut self, url: &str) -> bool {
        let Some((origin, prefix)) = base_url::parts(url) else {
            return false;
        };
        self.origin = origin;
        self.prefix = prefix;
        true
    }

    /// Returns true if a file is named as a picture of the publisher, or of a tag.
    pub fn shows(&self, path: &SitePath) -> bool {
        let face = &self.organization.face;
        let named = [&face.light, &face.dark, &face.icon, &face.share];
        let of_tags = self.tags.values().filter_map(|tag| tag.image.as_ref());
        let named = named.into_iter().flatten();
        let mut named = named.chain(of_tags.map(|image| &image.src));
        named.any(|to| face_path(&to.text).as_ref() == Some(path))
    }

    /// Returns the host name.
    pub fn host(&self) -> &str {
        let host = self.origin.split("//").nth(1).unwrap_or_default();
        host.split(':').next().unwrap_or_default()
    }

    /// Reads `content/site.yaml`.
    pub fn read(file: &SitePath, text: &str) -> Checked<Config> {
        let mut problems = Vec::new();
        let value = match yaml::parse_file(file, text, &keys::NAMES) {
            Ok(node) => {
                problems.extend(characters::problems(file, text, 0..text.len()));
                read(file, &node, &mut problems)
            }
            Err(problem) => {
                problems.push(problem);
                Config::default()
            }
        };
        Checked { value, problems }
    }
}

fn read(file: &SitePath, node: &Node, problems: &mut Vec<Diagnostic>) -> Config {
    let mut fields = Fields::whole(file, node, &keys::NAMES, problems);
    let title = fields.required("title").unwrap_or_default();
    let language = fields.text_at("language");
    let theme = fields.text_at("theme");
    let mut config = Config {
        title: title.to_owned(),
        language: language.map_or("zh-CN", |(name, _)| name).to_owned(),
        theme: theme.map_or("default", |(name, _)| name).to_owned(),
        theme_at: theme.map(|(_, node)| node.span.clone()),
        publisher: fields.text("publisher").unwrap_or(title).to_owned(),
        ..Config::default()
    };
    if let Some((url, node)) = fields.required_at("base_url")
        && !config.set_base_url(url)
    {
        let problem = Diagnostic::new(code::INVALID_URL, fields.at(node)).with("url", url);
        fields.report(problem);
    }
    if let Some((name, node)) = language
        && !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    {
        fields.expected("language", node, "language");
    }
    if let Some((name, node)) = theme
        && !is_slug(&name.to_ascii_lowercase())
    {
        if is_of_computer(name) {
            let problem = Diagnostic::new(code::PATH_OF_COMPUTER, fields.at(node));
            let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
            fields.report(problem.with("dest", name).with("name", last).hint("theme"));
        } else {
            fields.expected("theme", node, "name");
        }
        config.theme.clear();
    }
    config.zone = zone(&mut fields);
    config.categories = named(&mut fields, "categories", category).into();
    config.columns = named(&mut fields, "columns", column).into();
    config.series = named(&mut fields, "series", series::read).into();
    config.tags = tags(&mut fields);
    config.people = fields.boolean("people").unwrap_or_default();
    config.home = home::read(&mut fields);
    config.organization = organization::read(&mut fields);
    config.profile = organization::profile(&mut fields, &config.organization);
    config.menu = menu::read(&mut fields, "menu");
    config.qr = fields.boolean("qr").unwrap_or(false);
    config.footer = menu::read(&mut fields, "footer");
    config.extra = extra(&mut fields);
    config.attachments = attachments(&mut fields);
    config.pictures = pictures::read(&mut fields);
    let edition = fields.text_at("edition");
    let edition =
        edition.and_then(|word| choice::choice(&mut fields, "edition", word, &[("elder", ())]));
    config.elder = edition.is_some();
    config.reading_aids = fields.boolean("reading_aids").unwrap_or(true);
    config.search = search::read(&mut fields);
    config.silent = checks(&mut fields);
    let categories = config.categories.iter();
    let categories = categories.map(|c| (c.id.as_str(), c.title.as_str()));
    config.policy = policy::read(&mut fields, &categories.collect());
    if config.categories.is_empty() && fields.key_span("categories").is_none() {
        fields.missing("categories");
    }
    fields.finish();
    config.names = names(&config);
    config
}

fn extra(fields: &mut Fields<'_>) -> Free {
    let Some(node) = fields.take("extra") else {
        return Free::Null;
    };
    if !matches!(node.value, yaml::Value::Map(_)) {
        fields.expected("extra", node, "map");
        return Free::Null;
    }
    Free::of(node)
}

/// Gathers the names that headlines keep whole: of the site, its categories, columns, series,
/// figures and tags.
fn names(config: &Config) -> Names {
    let own = [&config.title, &config.publisher].into_iter();
    let categories = config.categories.iter().map(|c| &c.title);
    let columns = config.columns.iter().map(|c| &c.title);
    let series = config.series.iter().map(|s| &s.title);
    let figures = config.series.iter().flat_map(|s| &s.figures);
    let texts = own.chain(categories).chain(columns).chain(series);
    let texts = texts.chain(figures.map(|f| &f.label));
    Names::of(texts.chain(config.tags.keys()).map(String::as_str))
}

fn zone(fields: &mut Fields<'_>) -> Zone {
    let Some((name, node)) = fields.text_at("timezone") else {
        return "Asia/Shanghai".parse().unwrap_or_default();
    };
    name.parse().unwrap_or_else(|()| {
        let problem = Diagnostic::new(code::UNKNOWN_TIME_ZONE, fields.at(node)).with("zone", name);
        let is_chinese = ["beijing", "peking", "china", "北京", "中国"]
            .iter()
            .any(|w| name.to_lowercase().contains(w));
        // China's zone is named after Shanghai; the nearest name to Beijing's is in a different
        // country.
        fields.report(if is_chinese {
            problem
        } else {
            problem.nearest(name, Zone::names())
        });
        Zone::default()
    })
}

/// Returns true if a name can be a folder of the output, and part of an address.
fn is_name(id: &str) -> bool {
    is_slug(id) && id.len() <= LONGEST
}

/// Returns the code for a name that [`is_name`] refuses.
fn code_of(id: &str) -> Code {
    if is_slug(id) && id.len() > LONGEST {
        code::ID_TOO_LONG
    } else {
        code::INVALID_ID
    }
}

/// Reports a name that Windows has for a device.
fn device(at: Span, id: &str) -> Diagnostic {
    let problem = Diagnostic::new(code::RESERVED_NAME, at).with("reason", "device");
    problem.with("text", id)
}

/// Reads a map of named things; a name is a slug.
fn named<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    read: impl Fn(&str, &mut Fields<'_>) -> Option<T>,
) -> Vec<T> {
    let mut things = Vec::new();
    for (name, node) in fields.map(key) {
        let id = name.as_text().unwrap_or_default();
        let taken = key == "categories" && RESERVED.contains(&id);
        if taken || !is_name(id) || id.bytes().all(|b| b.is_ascii_digit()) {
            let code = if taken {
                code::RESERVED_ID
            } else {
                code_of(id)
            };
            let problem = Diagnostic::new(code, fields.at(name))
                .with("id", id)
                .with("key", key);
            fields.report(problem);
        } else if is_device(id) {
            fields.report(device(fields.at(name), id));
        }
        let mut inner = fields.inner(node, key);
        things.extend(read(id, &mut inner));
        inner.finish();
    }
    things
}

fn category(id: &str, fields: &mut Fields<'_>) -> Option<Category> {
    let title = fields.required("title");
    let kind = one_of(fields, "kind", &Kind::ALL);
    let extras = (
        fields.text("description"),
        keywords(fields),
        fields.text("column_type"),
    );
    Some(Category {
        id: id.to_owned(),
        title: title?.to_owned(),
        kind: kind?,
        description: extras.0.map(str::to_owned),
        keywords: extras.1,
        column_type: extras.2.map(str::to_owned),
    })
}

fn column(id: &str, fields: &mut Fields<'_>) -> Option<Column> {
    let title = fields.required("title");
    let extras = (
        fields.text("tagline"),
        fields.text("description"),
        keywords(fields),
    );
    Some(Column {
        id: id.to_owned(),
        title: title?.to_owned(),
        tagline: extras.0.map(str::to_owned),
        description: extras.1.map(str::to_owned),
        keywords: extras.2,
    })
}

fn keywords(fields: &mut Fields<'_>) -> Vec<String> {
    fields
        .texts("keywords")
        .into_iter()
        .map(|(t, _)| t.to_owned())
        .collect()
}

fn tags(fields: &mut Fields<'_>) -> BTreeMap<String, TagSettings> {
    let mut tags = BTreeMap::new();
    for (name, node) in fields.map("tags") {
        let mut inner = fields.inner(node, "tags");
        let settings = TagSettings {
            slug: tag_slug(&mut inner),
            sort: inner.text("sort").map(str::to_owned),
            description: inner.text("description").map(str::to_owned),
            image: tag_image(&mut inner),
        };
        inner.finish();
        tags.insert(name.as_text().unwrap_or_default().to_owned(), settings);
    }
    tags
}

/// Reads the picture of a tag.
fn tag_image(fields: &mut Fields<'_>) -> Option<TagImage> {
    let node = fields.take("image")?;
    let mut inner = fields.inner(node, "tag-image");
    let src = organization::destination(&mut inner, "src");
    let alt = inner.required("alt").map(str::to_owned);
    if src.is_none() {
        inner.missing("src");
    }
    inner.finish();
    let (src, alt) = src.zip(alt)?;
    Some(TagImage { src, alt })
}

fn tag_slug(fields: &mut Fields<'_>) -> Option<String> {
    let (slug, at) = fields.text_at("slug")?;
    if is_device(slug) {
        fields.report(device(fields.at(at), slug));
        return None;
    }
    if !is_name(slug) {
        let problem = Diagnostic::new(code_of(slug), fields.at(at))
            .with("id", slug)
            .with("key", "tags");
        fields.report(problem);
        return None;
    }
    Some(slug.to_owned())
}

/// Reads `attachments: [dwg]`: endings that are published, too.
fn attachments(fields: &mut Fields<'_>) -> Vec<String> {
    let mut endings = Vec::new();
    for (ending, node) in fields.texts("attachments") {
        if !attachment::is_ending(ending) {
            fields.expected("attachments", node, "ending");
        } else if attachment::is_active(ending) {
            let problem = Diagnostic::new(code::FORBIDDEN_ATTACHMENT_ENDING, fields.at(node))
                .with("ending", ending);
            fields.report(problem);
        } else {
            endings.push(ending.to_owned());
        }
    }
    endings
}

/// Reads `checks: { W0703: off, space: off }`: copy rules by code or name.
fn checks(fields: &mut Fields<'_>) -> BTreeSet<Rule> {
    let mut silent = BTreeSet::new();
    for (name, value) in fields.map("checks") {
        let word = name.as_text().unwrap_or_default();
        let Some((rule, ..)) = Rule::ALL
            .iter()
            .find(|(_, code, id)| [code.id, *id].contains(&word))
        else {
            let names: Vec<&str> = Rule::ALL.iter().map(|(_, _, id)| *id).collect();
            let problem = Diagnostic::new(code::UNKNOWN_CHOICE, fields.at(name))
                .with("key", "checks")
                .with("word", word)
                .with("known", names.join(", "));
            fields.report(problem.nearest(word, names));
            continue;
        };
        match (value.as_text(), value.as_boolean()) {
            (Some("off"), _) | (_, Some(false)) => {
                silent.insert(*rule);
            }
            (Some("on"), _) | (_, Some(true)) => {}
            _ => fields.expected(word, value, "switch"),
        }
    }
    silent
}
