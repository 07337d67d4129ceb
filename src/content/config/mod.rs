//! `content/site.yaml`: read in one step into a [`Config`], with every mistake of the file.

pub mod policy;
mod series;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use percent_encoding::{CONTROLS, utf8_percent_encode};

use crate::base::date::{Language, Zone};
use crate::base::id::{CategoryId, ColumnId, List, SeriesId};
use crate::base::path::SitePath;
use crate::base::url::{is_slug, split_scheme};
use crate::content::attachment;
use crate::content::config::policy::Policy;
use crate::content::copy::{Rule, Terms, terms};
use crate::content::yaml::{self, Fields, Node};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Checked, Diagnostic};

pub use series::{FigureSpec, Rhythm, RuleText, Series};

/// Where the configuration lies.
pub const PATH: &str = "content/site.yaml";

/// Returns true if a file belongs to the settings of the site, which are published by no name.
pub fn is_settings(path: &SitePath) -> bool {
    [PATH, terms::PATH].contains(&path.as_str())
}

/// First parts of addresses that the program itself uses; no category may have them.
const RESERVED: [&str; 9] = [
    "archive", "assets", "columns", "index", "pages", "series", "sitemaps", "tags", "_desk",
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
        ("commentary", Kind::Commentary),
        ("bulletin", Kind::Bulletin),
        ("news", Kind::News),
    ];

    /// Returns its name in `site.yaml`.
    pub fn name(self) -> &'static str {
        Kind::ALL[self as usize].0
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
    /// One sentence on what it is for; a default is worded from the titles.
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

/// Page-tag and footer rules that the site follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// 《政府网站发展指引》国办发〔2017〕47号.
    GovCn,
}

/// What the footer and the gov-cn profile say of the publisher.
#[derive(Clone, Debug, Default)]
pub struct Organization {
    /// 网站标识码.
    pub id_code: Option<String>,
    /// ICP备案编号.
    pub icp: Option<String>,
    /// 公安机关备案号.
    pub police: Option<String>,
    /// 联系方式.
    pub contact: Option<String>,
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
    /// Where it is named.
    pub theme_at: Option<Range<usize>>,
    /// Default source of articles.
    pub publisher: String,
    /// Categories in menu order.
    pub categories: List<CategoryId, Category>,
    /// Columns in the order written.
    pub columns: List<ColumnId, Column>,
    /// Bulletin series in the order written.
    pub series: List<SeriesId, Series>,
    /// Slugs of tags that need one of their own.
    pub tag_slugs: BTreeMap<String, String>,
    /// Profile of page tags.
    pub profile: Option<Profile>,
    /// The publisher's registrations.
    pub organization: Organization,
    /// Endings of attachments that are published besides those that always are.
    pub attachments: Vec<String>,
    /// Copy rules that are switched off.
    pub silent: BTreeSet<Rule>,
    /// The newsroom's own rules.
    pub policy: Policy,
    /// The newsroom's list of words, from a file of its own.
    pub terms: Terms,
}

impl Config {
    /// Returns the language of built-in wording.
    pub fn wording(&self) -> Language {
        Language::of(&self.language)
    }

    /// Sets the address that the site is published under; false on anything but an absolute http(s)
    /// URL.
    pub fn set_base_url(&mut self, url: &str) -> bool {
        // Scheme and host are the same in any capitals (RFC 3986, 6.2.2.1).
        let scheme = split_scheme(url).map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
        let Some((scheme, rest)) =
            scheme.filter(|(scheme, _)| matches!(scheme.as_str(), "https" | "http"))
        else {
            return false;
        };
        let Some(rest) = rest.strip_prefix("//") else {
            return false;
        };
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        if host.is_empty()
            || !host.chars().all(plain)
            || path.contains(['?', '#', ' ', '"', '<', '>', '\\'])
        {
            return false;
        }
        self.origin = format!("{scheme}://{}", host.to_ascii_lowercase());
        let path = path.trim_end_matches('/');
        if path
            .split('/')
            .skip(1)
            .any(|part| matches!(part, "" | "." | ".."))
        {
            return false;
        }
        // Sitemaps and feeds want addresses in ASCII.
        self.prefix = utf8_percent_encode(path, CONTROLS).to_string();
        true
    }

    /// Returns the host name.
    pub fn host(&self) -> &str {
        let host = self.origin.split("//").nth(1).unwrap_or_default();
        host.split(':').next().unwrap_or_default()
    }

    /// Reads `content/site.yaml`.
    pub fn read(file: &SitePath, text: &str) -> Checked<Config> {
        let mut problems = Vec::new();
        let value = match yaml::parse_file(file, text) {
            Ok(node) => read(file, &node, &mut problems),
            Err(problem) => {
                problems.push(problem);
                Config::default()
            }
        };
        Checked { value, problems }
    }
}

fn read(file: &SitePath, node: &Node, problems: &mut Vec<Diagnostic>) -> Config {
    let mut fields = Fields::whole(file, node, problems);
    let mut config = Config {
        title: fields.required("title").unwrap_or_default().to_owned(),
        language: fields.text("language").unwrap_or("zh-CN").to_owned(),
        theme: fields.text("theme").unwrap_or("default").to_owned(),
        theme_at: fields.take("theme").map(|node| node.span.clone()),
        ..Config::default()
    };
    config.publisher = fields.text("publisher").unwrap_or(&config.title).to_owned();
    if let Some(url) = fields.required("base_url")
        && !config.set_base_url(url)
        && let Some(node) = fields.take("base_url")
    {
        let problem = Diagnostic::new(code::INVALID_URL, fields.at(node)).with("url", url);
        fields.report(problem);
    }
    if !config
        .language
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-')
        && let Some(node) = fields.take("language")
    {
        fields.expected("language", node, "language");
    }
    if !is_slug(&config.theme.to_ascii_lowercase())
        && let Some(node) = fields.take("theme")
    {
        fields.expected("theme", node, "name");
        config.theme.clear();
    }
    config.zone = zone(&mut fields);
    config.categories = named(&mut fields, "categories", category).into();
    config.columns = named(&mut fields, "columns", column).into();
    config.series = named(&mut fields, "series", series::read).into();
    config.tag_slugs = tag_slugs(&mut fields);
    config.organization = organization(&mut fields);
    config.profile = profile(&mut fields, &config.organization);
    config.attachments = attachments(&mut fields);
    config.silent = checks(&mut fields);
    let ids: List<CategoryId, &str> = config.categories.iter().map(|c| c.id.as_str()).collect();
    config.policy = policy::read(&mut fields, &ids);
    if config.categories.is_empty() && fields.key_span("categories").is_none() {
        fields.missing("categories");
    }
    fields.finish();
    config
}

fn zone(fields: &mut Fields<'_>) -> Zone {
    let Some(name) = fields.text("timezone") else {
        return "Asia/Shanghai".parse().unwrap_or_default();
    };
    name.parse().unwrap_or_else(|()| {
        if let Some(node) = fields.take("timezone") {
            let problem =
                Diagnostic::new(code::UNKNOWN_TIME_ZONE, fields.at(node)).with("zone", name);
            let is_chinese = ["beijing", "peking", "china", "北京", "中国"]
                .iter()
                .any(|w| name.to_lowercase().contains(w));
            // The zone has the name of another city; the nearest name would be that of another
            // country.
            fields.report(if is_chinese {
                problem
            } else {
                problem.nearest(name, Zone::names())
            });
        }
        Zone::default()
    })
}

/// Tells whether a name can be a folder of the output, and part of an address.
fn is_name(id: &str) -> bool {
    is_slug(id) && id.len() <= LONGEST
}

/// Returns the code of what is wrong with a name that cannot.
fn code_of(id: &str) -> Code {
    if is_slug(id) && id.len() > LONGEST {
        code::ID_TOO_LONG
    } else {
        code::INVALID_ID
    }
}

/// Reads a map of named things; a name is a slug.
fn named<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    read: impl Fn(&str, &mut Fields<'_>) -> Option<T>,
) -> Vec<T> {
    let mut things = Vec::new();
    let file = fields.file();
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
        }
        let mut inner = Fields::new(file, node, key, fields.problems());
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

/// Reads a required word out of a fixed list.
fn one_of<T: Copy>(
    fields: &mut Fields<'_>,
    key: &'static str,
    all: &[(&'static str, T)],
) -> Option<T> {
    let word = fields.required(key)?;
    let found = all
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value);
    if found.is_none()
        && let Some(node) = fields.take(key)
    {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        let problem = Diagnostic::new(code::UNKNOWN_CHOICE, fields.at(node))
            .with("key", key)
            .with("word", word)
            .with("known", names.join(", "))
            .nearest(word, names);
        fields.report(problem);
    }
    found
}

fn tag_slugs(fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    let mut slugs = BTreeMap::new();
    let file = fields.file();
    for (name, node) in fields.map("tags") {
        let mut inner = Fields::new(file, node, "tags", fields.problems());
        let slug = inner.required("slug");
        if let Some(slug) = slug
            && !is_name(slug)
            && let Some(at) = inner.take("slug")
        {
            let problem = Diagnostic::new(code_of(slug), inner.at(at))
                .with("id", slug)
                .with("key", "tags");
            inner.report(problem);
        }
        inner.finish();
        slugs.extend(
            slug.filter(|s| is_name(s))
                .map(|s| (name.as_text().unwrap_or_default().to_owned(), s.to_owned())),
        );
    }
    slugs
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
            let names = || Rule::ALL.iter().map(|(_, _, id)| *id);
            let problem = Diagnostic::new(code::UNKNOWN_CHOICE, fields.at(name))
                .with("key", "checks")
                .with("word", word);
            let problem = problem
                .with("known", names().collect::<Vec<_>>().join(", "))
                .nearest(word, names());
            fields.report(problem);
            continue;
        };
        match value.as_text() {
            Some("off" | "false") => {
                silent.insert(*rule);
            }
            Some("on" | "true") => {}
            _ => fields.expected(word, value, "switch"),
        }
    }
    silent
}

fn organization(fields: &mut Fields<'_>) -> Organization {
    let file = fields.file();
    let Some(node) = fields.take("organization") else {
        return Organization::default();
    };
    let mut inner = Fields::new(file, node, "organization", fields.problems());
    let organization = Organization {
        id_code: inner.text("id_code").map(str::to_owned),
        icp: inner.text("icp").map(str::to_owned),
        police: inner.text("police").map(str::to_owned),
        contact: inner.text("contact").map(str::to_owned),
    };
    inner.finish();
    organization
}

/// Reads the profile and holds the organization to what its rule asks for.
fn profile(fields: &mut Fields<'_>, organization: &Organization) -> Option<Profile> {
    fields.text("profile")?;
    let profile = one_of(fields, "profile", &[("gov-cn", Profile::GovCn)])?;
    let span = fields
        .key_span("organization")
        .or_else(|| fields.key_span("profile"))
        .unwrap_or_else(|| fields.span());
    let needed = [
        ("id_code", &organization.id_code),
        ("icp", &organization.icp),
        ("police", &organization.police),
        ("contact", &organization.contact),
    ];
    for (key, value) in needed {
        if value.is_none() {
            fields.report(
                Diagnostic::new(code::MISSING_PROFILE_KEY, span.clone())
                    .with("key", format!("organization.{key}")),
            );
        }
    }
    // The form of 网站标识码: two letters and eight digits (ministries) or ten digits (elsewhere).
    let form = |code: &str| {
        code.len() == 10
            && code.is_ascii()
            && (code.bytes().all(|b| b.is_ascii_digit())
                || code.starts_with("bm") && code[2..].bytes().all(|b| b.is_ascii_digit()))
    };
    if let Some(code) = organization.id_code.as_deref().filter(|c| !form(c)) {
        fields.report(Diagnostic::new(code::INVALID_SITE_CODE, span).with("code", code));
    }
    Some(profile)
}
