//! What templates may read: plain data, serialised as it stands.
//!
//! Every `href` is root-relative, percent-encoded and carries the site's path prefix; every `url` is
//! absolute. Every text is plain (templates escape it) except the fields named `html`, `html_run_in`, `json_ld`,
//! `svg` and `spark`, which are ready to be set as they are. Texts that may be missing are `null`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::document::markdown::Target;
use crate::path::SitePath;
use crate::source::Digest;

/// Data that every template sees as `site`; it reads the configuration and the theme only.
#[derive(Clone, Debug, Serialize)]
pub struct SiteData {
    /// Name of the site.
    pub title: String,
    /// BCP 47 tag.
    pub language: String,
    /// Default source of articles.
    pub publisher: String,
    /// The home page.
    pub home: String,
    /// The archive by year.
    pub archive: String,
    /// The list of tags.
    pub tags: String,
    /// The list of columns; `null` without columns.
    pub columns_index: Option<String>,
    /// The list of series; `null` without series.
    pub series_index: Option<String>,
    /// Categories in menu order.
    pub menu: Vec<Arc<SectionRef>>,
    /// Columns in the order written.
    pub columns: Vec<Arc<ColumnRef>>,
    /// Bulletin series in the order written.
    pub series: Vec<Arc<SeriesRef>>,
    /// The site's own feeds.
    pub feeds: Vec<FeedRef>,
    /// Standing pages (关于我们 …).
    pub pages: Vec<Link>,
    /// `gov-cn` or `null`.
    pub profile: Option<&'static str>,
    /// Registrations for the footer.
    pub organization: OrganizationData,
    /// Published address of each asset by its name in the theme: `site.assets["style.css"]`.
    pub assets: BTreeMap<String, String>,
}

/// Registrations of the publisher, each `null` when not given.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OrganizationData {
    /// 网站标识码.
    pub id_code: Option<String>,
    /// ICP备案编号.
    pub icp: Option<String>,
    /// 公安机关备案号.
    pub police: Option<String>,
    /// 联系方式.
    pub contact: Option<String>,
}

/// A titled address.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Text to show.
    pub title: String,
    /// Address.
    pub href: String,
}

/// A category, as menus and labels show it.
#[derive(Clone, Debug, Serialize)]
pub struct SectionRef {
    /// Folder name.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// `commentary`, `bulletin` or `news`.
    pub kind: &'static str,
    /// Address of its list.
    pub href: String,
}

/// A column, as banners and labels show it.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnRef {
    /// Its id.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// Second line of the banner.
    pub tagline: Option<String>,
    /// One sentence on what it is for.
    pub description: Option<String>,
    /// Address of its list.
    pub href: String,
}

/// A bulletin series.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesRef {
    /// Its id.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// Address of its list.
    pub href: String,
}

/// A feed for `<link rel="alternate">`.
#[derive(Clone, Debug, Serialize)]
pub struct FeedRef {
    /// Name for readers.
    pub title: String,
    /// `Atom`, `RSS` or `JSON Feed`.
    pub form: &'static str,
    /// Media type.
    pub kind: &'static str,
    /// Address.
    pub href: String,
}

/// A date in the forms that templates need.
#[derive(Clone, Debug, Serialize)]
pub struct DateData {
    /// RFC 3339 with offset, for `datetime`.
    pub iso: String,
    /// For readers, with the time unless it is midnight: `2024年1月18日 06:00`.
    pub long: String,
    /// For readers, the day only: `2024年1月18日`.
    pub day: String,
    /// For readers, without the year: `1月18日`.
    pub short: String,
}

/// What the `<head>` of every page needs, as `page.head`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Head {
    /// Text of `<title>`.
    pub title: String,
    /// Text of the description.
    pub description: String,
    /// Absolute address of the page.
    pub canonical: String,
    /// Open Graph type: `website` or `article`.
    pub og_type: &'static str,
    /// Open Graph title: the headline alone.
    pub og_title: String,
    /// Absolute address of the picture.
    pub image: Option<String>,
    /// Text that stands for the picture.
    pub image_alt: Option<String>,
    /// RFC 3339, articles only.
    pub published: Option<String>,
    /// RFC 3339, articles only.
    pub modified: Option<String>,
    /// Further `<meta name content>`, gov-cn page tags among them.
    pub metas: Vec<Meta>,
    /// Feeds of this page, besides the site's.
    pub feeds: Vec<FeedRef>,
    /// JSON-LD, safe to set inside `<script>`.
    pub json_ld: String,
    /// Not to be indexed.
    pub noindex: bool,
}

/// One `<meta>`.
#[derive(Clone, Debug, Serialize)]
pub struct Meta {
    /// Its name.
    pub name: &'static str,
    /// Its content.
    pub content: String,
}

/// A step of the breadcrumb; the last one has no address.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// Text to show.
    pub title: String,
    /// Address; `null` for the page itself.
    pub href: Option<String>,
}

/// A picture with its size in pixels.
#[derive(Clone, Debug, Serialize)]
pub struct ImageData {
    /// Address.
    pub src: String,
    /// Absolute address.
    pub url: String,
    /// Text that stands for the picture.
    pub alt: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// One credit of a byline.
#[derive(Clone, Debug, Serialize)]
pub struct CreditData {
    /// 记者, 通讯员, 摄影 …
    pub role: Option<String>,
    /// Name of the person or organisation.
    pub name: String,
    /// An organisation (本报评论员), not a person.
    pub organization: bool,
    /// For the text; not for pictures, charts or proofs.
    pub writer: bool,
}

/// An article on a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// Headline.
    pub title: String,
    /// 引题.
    pub kicker: Option<String>,
    /// Address.
    pub href: String,
    /// Date of publication.
    pub date: DateData,
    /// Its category.
    pub category: Arc<SectionRef>,
    /// Its column.
    pub column: Option<Arc<ColumnRef>>,
    /// Summary.
    pub summary: String,
    /// The byline in one line: `记者 晴空　通讯员 李四`; empty without one.
    pub byline: String,
    /// Picture.
    pub image: Option<ImageData>,
    /// 1 to 5, 1 first.
    pub priority: u8,
    /// Draft, future or expired, set only in a preview of withheld items: `draft`, `future`, `expired`.
    pub withheld: Option<&'static str>,
}

/// Where an article stood in the paper.
#[derive(Clone, Debug, Serialize)]
pub struct PrintData {
    /// Date of the issue, for readers.
    pub issue: String,
    /// Date of the issue, ISO 8601.
    pub issue_iso: String,
    /// Page: A02.
    pub page: Option<String>,
    /// Position on the page, from 1.
    pub position: Option<u32>,
    /// Section: 要闻.
    pub section: Option<String>,
}

/// The three reviews.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewData {
    /// 初审.
    pub first: String,
    /// 复审.
    pub second: String,
    /// 终审.
    pub last: String,
}

/// What the page of a reprint has to say of the text that it is taken from; `source` says where that stood.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OriginalData {
    /// Its title; `null` where this is the headline.
    pub title: Option<String>,
    /// Who wrote it, as written; `null` where the byline says so.
    pub author: Option<String>,
    /// Its address, which starts with `https://` or `http://`.
    pub url: Option<String>,
}

/// One correction.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionData {
    /// When it was made.
    pub date: DateData,
    /// What was wrong and what is right.
    pub text: String,
}

/// One figure of a bulletin.
#[derive(Clone, Debug, Serialize)]
pub struct FigureData {
    /// Name in front matter.
    pub id: String,
    /// Name for readers.
    pub label: String,
    /// Unit; may be empty.
    pub unit: String,
    /// The number as printed; for a figure with parts their sum.
    pub value: String,
    /// Parts in the order written; empty for a plain figure.
    pub parts: Vec<PartData>,
    /// Share in percent of the figure that a rule splits into this one and others.
    pub share: Option<String>,
    /// Name of that figure.
    pub share_of: Option<String>,
    /// Against the period before.
    pub before: Option<ChangeData>,
    /// Against the same period a year ago; `null` on cards.
    pub year_ago: Option<ChangeData>,
    /// The last periods as a small line, an SVG ready to be set; on cards only.
    pub spark: Option<String>,
}

/// A figure against that of another period.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeData {
    /// What it was then.
    pub value: String,
    /// The difference with its sign: `+12`, `−0.4个百分点`, `0`.
    pub difference: String,
    /// The difference in percent of what it was: `+1.4%`; `null` for rates and where it was zero.
    pub percent: Option<String>,
    /// `up`, `down` or `same`.
    pub direction: &'static str,
}

/// A chart.
#[derive(Clone, Debug, Serialize)]
pub struct ChartData {
    /// What it shows.
    pub title: String,
    /// An SVG with title and description, ready to be set.
    pub svg: String,
}

/// One part of a figure.
#[derive(Clone, Debug, Serialize)]
pub struct PartData {
    /// Name.
    pub name: String,
    /// The number as printed.
    pub value: String,
    /// Share of the sum in percent with one decimal; `null` when the sum is zero.
    pub share: Option<String>,
}

/// One ranked topic of a bulletin.
#[derive(Clone, Debug, Serialize)]
pub struct TopicData {
    /// Name.
    pub name: String,
    /// How many.
    pub count: Option<String>,
    /// What was said of it.
    pub note: Option<String>,
}

/// What a bulletin reports.
#[derive(Clone, Debug, Serialize)]
pub struct BulletinData {
    /// Its series.
    pub series: Arc<SeriesRef>,
    /// Period for readers: `2024年1月8日至14日`.
    pub period: String,
    /// Period in ISO 8601: `2024-01-08/2024-01-14`.
    pub period_iso: String,
    /// Figures in the order of the series.
    pub figures: Vec<FigureData>,
    /// Ranked topics.
    pub topics: Vec<TopicData>,
    /// The figures in a sentence; empty on cards.
    pub lead: String,
    /// The period before, where the figures are held against it.
    pub before: Option<Link>,
    /// The same period a year ago, where the figures are held against it; `null` on cards.
    pub year_ago: Option<Link>,
    /// The bulletin of the nearest earlier period; `null` on cards.
    pub previous: Option<Link>,
    /// The bulletin of the nearest later period; `null` on cards.
    pub next: Option<Link>,
    /// Charts of the figures; empty on cards.
    pub charts: Vec<ChartData>,
    /// The data of the series to download; empty on cards.
    pub files: Vec<FileLink>,
}

/// A bulletin series, or a year or month of it, as `page.list.series`.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesData {
    /// One sentence on what it counts.
    pub description: String,
    /// Charts of its figures.
    pub charts: Vec<ChartData>,
    /// The bulletins, newest first; `null` where the page shows its parts instead (list rule).
    pub table: Option<TableData>,
    /// When the next bulletin is to be expected; `null` on the pages of years.
    pub expected: Option<ExpectedData>,
    /// Its data to download.
    pub files: Vec<FileLink>,
    /// Address of the licence of the data.
    pub license: Option<String>,
}

/// Bulletins as a table.
#[derive(Clone, Debug, Serialize)]
pub struct TableData {
    /// A column a figure.
    pub columns: Vec<ColumnData>,
    /// A row a bulletin, and one for every run of missing periods.
    pub rows: Vec<RowData>,
    /// The sum of each column; `null` for rates. Empty where there is but one row.
    pub sums: Vec<Option<String>>,
}

/// Head of a column.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnData {
    /// Name of the figure.
    pub label: String,
    /// Its unit; may be empty.
    pub unit: String,
}

/// A row of a table of bulletins.
#[derive(Clone, Debug, Serialize)]
pub struct RowData {
    /// The period, or the missing ones, for readers.
    pub period: String,
    /// Address of the bulletin; `null` for missing periods.
    pub href: Option<String>,
    /// A number for each column, `null` where it is not given; empty for missing periods.
    pub cells: Vec<Option<String>>,
    /// How many periods are missing here; 0 for a bulletin.
    pub missing: usize,
}

/// The bulletin that comes next.
#[derive(Clone, Debug, Serialize)]
pub struct ExpectedData {
    /// Its period for readers.
    pub period: String,
    /// The day for readers, if it takes as long as the last one did.
    pub day: String,
    /// The day in ISO 8601.
    pub day_iso: String,
}

/// A file to download.
#[derive(Clone, Debug, Serialize)]
pub struct FileLink {
    /// `CSV` or `JSON`.
    pub form: &'static str,
    /// `data`, `parts` or `metadata`: the key of its name is `data_` and this.
    pub kind: &'static str,
    /// Media type.
    pub media: &'static str,
    /// Address.
    pub href: String,
}

/// A bulletin in the home page's figures box.
#[derive(Clone, Debug, Serialize)]
pub struct BulletinCard {
    /// Headline.
    pub title: String,
    /// Address.
    pub href: String,
    /// What it reports.
    pub bulletin: BulletinData,
}

/// An article, or a standing page, as `page.article`.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleData {
    /// Headline 主题.
    pub title: String,
    /// 引题.
    pub kicker: Option<String>,
    /// 副题.
    pub subtitle: Option<String>,
    /// Its category; `null` for a standing page.
    pub category: Option<Arc<SectionRef>>,
    /// Its column.
    pub column: Option<Arc<ColumnRef>>,
    /// Date of publication; `null` for a standing page without one.
    pub date: Option<DateData>,
    /// That day's page of the archive.
    pub day_href: Option<String>,
    /// Last change worth telling.
    pub updated: Option<DateData>,
    /// Credits in the order written.
    pub byline: Vec<CreditData>,
    /// Head of the text, less the byline: `本报讯`, `本报西宁1月15日讯`; empty without one.
    pub dateline: String,
    /// 来源.
    pub source: String,
    /// 责任编辑.
    pub editor: Option<String>,
    /// Summary as given by the editor; `null` when it was taken from the text.
    pub summary: Option<String>,
    /// Tags with the addresses of their lists.
    pub tags: Vec<Link>,
    /// Main picture.
    pub image: Option<ImageData>,
    /// Place in the paper.
    pub print: Option<PrintData>,
    /// The three reviews.
    pub review: Option<ReviewData>,
    /// Corrections, oldest first.
    pub corrections: Vec<CorrectionData>,
    /// The text that a reprint is taken from.
    pub original: Option<OriginalData>,
    /// Figures, for a bulletin of a series.
    pub bulletin: Option<BulletinData>,
    /// Free data of the front matter's `extra`.
    pub extra: serde_json::Value,
    /// `draft`, `future` or `expired`, set only in a preview of withheld items.
    pub withheld: Option<&'static str>,
    /// Where the body is and what it links to; the template reads its HTML as `page.html`.
    #[serde(skip)]
    pub body: BodyData,
}

/// The body of an article before it is set: what its HTML depends on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BodyData {
    /// File that holds the Markdown; none for a body that is empty.
    pub path: Option<SitePath>,
    /// Byte at which the Markdown starts.
    pub offset: u32,
    /// Hash of the Markdown.
    pub digest: Digest,
    /// Where each destination of its links and pictures leads, in order of destination.
    pub targets: Vec<(String, Target)>,
}

/// A page of articles in one scope and period, as `page.list`.
#[derive(Clone, Debug, Serialize)]
pub struct ListData {
    /// Heading: `科技 2024年1月`.
    pub title: String,
    /// `all`, `category`, `tag`, `column` or `series`.
    pub scope: &'static str,
    /// `all`, `year`, `month` or `day`.
    pub period: &'static str,
    /// Period for readers; empty for all.
    pub period_title: String,
    /// What the scope is for, if the site says so.
    pub description: Option<String>,
    /// Banner of a column.
    pub column: Option<Arc<ColumnRef>>,
    /// The newest of the scope that hold figures, for a series: its latest bulletin.
    pub latest: Option<BulletinCard>,
    /// Figures of a series.
    pub series: Option<SeriesData>,
    /// How many articles scope and period hold.
    pub count: usize,
    /// The articles, in groups; empty when the page shows its parts instead (list rule).
    pub groups: Vec<Group>,
    /// Periods one step finer with their counts; empty where there are none.
    pub parts: Vec<PartLink>,
    /// Calendar of a month.
    pub calendar: Option<Calendar>,
    /// The page of the period before.
    pub previous: Option<Link>,
    /// The page of the period after.
    pub next: Option<Link>,
}

/// Articles under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Heading; empty for a list without headings.
    pub title: String,
    /// Where the heading leads.
    pub href: Option<String>,
    /// The articles.
    pub items: Vec<Card>,
}

/// A finer period of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PartLink {
    /// `2024年`, `1月`, `18日`.
    pub title: String,
    /// Address; `null` where the page itself shows the part's articles and no page of its own exists.
    pub href: Option<String>,
    /// How many articles it holds.
    pub count: usize,
}

/// A month as weeks from Monday to Sunday.
#[derive(Clone, Debug, Serialize)]
pub struct Calendar {
    /// Caption: `2024年1月`.
    pub title: String,
    /// Names of the days, Monday first, one character or three letters.
    pub weekdays: [&'static str; 7],
    /// Weeks; a day outside of the month is `null`.
    pub weeks: Vec<[Option<CalendarDay>; 7]>,
}

/// A day of a calendar.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarDay {
    /// Day of the month.
    pub day: u32,
    /// The full date for readers.
    pub title: String,
    /// Address of the day's page; `null` when nothing was published.
    pub href: Option<String>,
    /// How many articles.
    pub count: usize,
}

/// A year of the archive.
#[derive(Clone, Debug, Serialize)]
pub struct YearData {
    /// `2024年`.
    pub title: String,
    /// Address.
    pub href: String,
    /// How many articles.
    pub count: usize,
    /// Months that hold articles, newest first.
    pub months: Vec<PartLink>,
}

/// An entry of an index of tags, columns or series.
#[derive(Clone, Debug, Serialize)]
pub struct IndexEntry {
    /// Name.
    pub title: String,
    /// Address.
    pub href: String,
    /// How many articles; `null` where it isn't shown.
    pub count: Option<usize>,
    /// Second line.
    pub tagline: Option<String>,
}

/// Home page, as `page.home`.
#[derive(Clone, Debug, Serialize)]
pub struct HomeData {
    /// The lead story.
    pub lead: Option<Card>,
    /// The next most important ones.
    pub top: Vec<Card>,
    /// Categories in menu order with their newest articles, without the ones above.
    pub sections: Vec<HomeSection>,
    /// Latest bulletin of each series that has one.
    pub figures: Vec<BulletinCard>,
}

/// A category on the home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeSection {
    /// The category.
    pub category: Arc<SectionRef>,
    /// Its newest articles.
    pub items: Vec<Card>,
}

/// Everything that one HTML page's template reads, as `page`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HtmlPage {
    /// Template that sets it: `home.html`, `article.html` …
    #[serde(skip)]
    pub template: &'static str,
    /// For `<head>`.
    pub head: Head,
    /// Address of the page.
    pub href: String,
    /// Id of the category that the menu marks as current.
    pub section: Option<String>,
    /// From home to this page; empty on the home page.
    pub breadcrumb: Vec<Crumb>,
    /// `home.html`
    pub home: Option<HomeData>,
    /// `article.html`, `page.html`
    pub article: Option<ArticleData>,
    /// `list.html`, `month.html`, `day.html`, `series.html`
    pub list: Option<ListData>,
    /// `archive.html`
    pub years: Option<Vec<YearData>>,
    /// `index.html` of tags, columns and series
    pub index: Option<Vec<IndexEntry>>,
    /// Heading of a page that has no article.
    pub title: String,
    /// The older neighbour in the category.
    pub previous: Option<Link>,
    /// The newer neighbour in the category.
    pub next: Option<Link>,
    /// Related articles: those named, then older ones that share tags.
    pub related: Vec<Card>,
    /// `redirect.html`: where it leads.
    pub target: Option<String>,
    /// The article's body as HTML, ready to be set; filled when the page is rendered.
    pub html: Option<String>,
    /// The same less its opening `<p>`, in the place of `html`, where the article's dateline is to run
    /// into that paragraph.
    pub html_run_in: Option<String>,
}
