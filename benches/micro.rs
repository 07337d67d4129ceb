//! The steps that every article goes through, one by one.

#![expect(
    clippy::expect_used,
    reason = "a benchmark without its input has nothing to go on with"
)]

mod articles;

use std::hint::black_box;
use std::path::Path;

use articles::{Corpus, Format};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use dateline::base::path::SitePath;
use dateline::content::copy;
use dateline::content::document::markdown;
use dateline::content::document::{self, Body};
use dateline::content::headline::{Names, Title};
use dateline::edition::{Edition, Options};
use dateline::page::Page;
use dateline::page::data::{Card, Group, HtmlPage};
use dateline::page::render::{fingerprint, render};
use dateline::site::view::View;
use dateline::site::{LIST_LIMIT, Slot, Visibility};
use dateline::theme::Ready;

/// Enough for a year of about two hundred articles: the longest list that shows all its articles.
const ARTICLES: u64 = 1_990;

/// An article of science and technology, of middle length.
const TYPICAL: u64 = 1_000;

/// A site in memory, made of the corpus.
fn edition(corpus: &Corpus) -> Edition {
    let root = Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/micro"));
    let options = Options {
        visibility: Visibility {
            now: i64::MAX,
            ..Visibility::default()
        },
        ..Options::default()
    };
    let made = corpus
        .write_site(root)
        .and_then(|()| corpus.write(root, 0..ARTICLES));
    made.expect("the corpus is written");
    Edition::open(root, &options).expect("the site opens")
}

fn text(c: &mut Criterion) {
    let corpus = Corpus::new(1, ARTICLES, Format::Dateline);
    let edition = edition(&corpus);
    let (path, text) = corpus.file(TYPICAL);
    let path = SitePath::new(path);
    let category = edition.site.config.categories.ids().nth(2);
    let document = document::parse(&path, &text, category, &edition.site.config)
        .value
        .expect("it is sound");
    let Body { offset, .. } = document.body;
    let body = &text[offset as usize..];
    c.bench_function("document", |b| {
        b.iter(|| {
            document::parse(
                black_box(&path),
                black_box(&text),
                category,
                &edition.site.config,
            )
        });
    });
    let front = &text[..offset as usize];
    c.bench_function("front matter", |b| {
        b.iter(|| {
            document::parse(
                black_box(&path),
                black_box(front),
                category,
                &edition.site.config,
            )
        });
    });
    let names = [&edition.site.config.names, &Names::default()];
    c.bench_function("headline", |b| {
        b.iter(|| Title::chinese(black_box("停了四十一天的电梯，昨天下午3点又动了"), names).html());
    });
    c.bench_function("markdown analysis", |b| {
        b.iter(|| markdown::analyze(black_box(body)))
    });
    // What the copy rules add: the passages of the body, found along with the rest, and the rules
    // themselves.
    c.bench_function("markdown analysis and passages", |b| {
        b.iter(|| markdown::read(black_box(body), 0))
    });
    let (_, copy) = markdown::read(body, 0);
    c.bench_function("copy rules", |b| {
        let rules = |passages| {
            copy::check(
                body,
                Vec::new(),
                passages,
                Vec::new(),
                &edition.site.config.terms,
                |_| true,
            )
        };
        b.iter_batched(|| copy.passages.clone(), rules, BatchSize::SmallInput);
    });
    c.bench_function("markdown html", |b| {
        b.iter(|| markdown::html(black_box(body), &[], &|key| key))
    });
    pages(c, &edition, &path);
}

fn pages(c: &mut Criterion, edition: &Edition, path: &SitePath) {
    let reader = edition.reader();
    let Some(Slot::Article(id)) = edition.site.find(path) else {
        return;
    };
    let article = View::Article(id);
    let count = |view: &View| match view {
        View::List(scope, period) => edition.site.select(*scope, *period).len(),
        _ => 0,
    };
    let lists = edition
        .routes
        .iter()
        .map(|(_, view)| view)
        .filter(|v| (1..=LIST_LIMIT).contains(&count(v)));
    let list = lists.max_by_key(|v| count(v)).expect("there are lists");
    assert!(
        count(list) > LIST_LIMIT - 5,
        "the longest list has only {} articles",
        count(list)
    );
    lines(c, edition, list);
    for (name, view) in [("article", &article), ("list", list)] {
        c.bench_function(&format!("{name} page"), |b| {
            b.iter(|| reader.page(black_box(view)))
        });
        c.bench_function(&format!("{name} render"), |b| {
            let draw = |page: Page| render(page, &edition.templates, &edition.source);
            b.iter_batched(|| reader.page(view), draw, BatchSize::SmallInput);
        });
        let page = reader.page(view);
        c.bench_function(&format!("{name} fingerprint"), |b| {
            b.iter(|| fingerprint(black_box(&page), edition.base))
        });
    }
}

/// An archive shows lines: the same page with as many cards is what it would be otherwise.
fn lines(c: &mut Criterion, edition: &Edition, list: &View) {
    let reader = edition.reader();
    let Page::Html(page) = reader.page(list) else {
        return;
    };
    let cards = cards(edition);
    let groups = page.list.as_ref().map_or(&[][..], |list| &list.groups);
    let count: usize = groups.iter().map(|group| group.lines.len()).sum();
    assert!(count > LIST_LIMIT - 5 && cards.len() >= count);
    let draw = |page: HtmlPage| {
        let page = Page::Html(Box::new(page));
        render(page, &edition.templates, &edition.source)
    };
    c.bench_function("archive of lines", |b| {
        b.iter_batched(|| (*page).clone(), draw, BatchSize::SmallInput);
    });
    c.bench_function("archive of cards", |b| {
        b.iter(|| {
            let mut page = (*page).clone();
            // As it is where no other page has shown them before.
            let items = cards[..count].iter().cloned().map(Ready::shared);
            let group = Group {
                items: items.collect(),
                ..Group::default()
            };
            page.list
                .iter_mut()
                .for_each(|l| l.groups = vec![group.clone()]);
            draw(page)
        });
    });
}

/// Returns the cards of as many articles as a list may show.
fn cards(edition: &Edition) -> Vec<Card> {
    let reader = edition.reader();
    let pages = edition.routes.iter().map(|(_, view)| reader.page(view));
    let related = pages.flat_map(|page| match page {
        Page::Html(page) => page.related,
        _ => Vec::new(),
    });
    related
        .map(|card| (**card).clone())
        .take(LIST_LIMIT)
        .collect()
}

criterion_group!(benches, text);
criterion_main!(benches);
