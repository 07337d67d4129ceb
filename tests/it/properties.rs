//! What holds for any site and any history of edits: the order of files does not matter, and an
//! incremental build equals a fresh one byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::DateTime;
use dateline::edition::cache;
use dateline::edition::{Edition, Options};
use dateline::publish::{self, keep, publish};
use dateline::site::Visibility;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::{Folder, assert_same, tree, write};

const CATEGORIES: [&str; 3] = ["commentary", "news", "bulletins"];
const TAGS: [&str; 4] = ["天气", "供暖", "出行", "高新技术企业"];

/// 2024-02-10T08:00:00+08:00.
const START: i64 = 1_707_523_200;

/// One article, as far as edits change it.
#[derive(Clone, Debug)]
struct Article {
    name: String,
    category: usize,
    day: i64,
    tags: Vec<usize>,
    draft: bool,
    opening: usize,
    end: usize,
    alias: bool,
}

/// A site as data; what is written to disk follows from it.
#[derive(Clone, Debug)]
struct Model {
    articles: Vec<Article>,
    title: usize,
    theme: usize,
    now: i64,
}

/// What an editor, a designer, the time or an accident does.
#[derive(Clone, Debug)]
enum Edit {
    Opening(Index),
    End(Index),
    Add(usize, i64),
    Delete(Index),
    Retag(Index, Vec<usize>),
    Draft(Index),
    Alias(Index),
    Move(Index),
    Redate(Index, i64),
    Title,
    Theme,
    Clock(i64),
    Truncate(Index),
    Flip(Index),
    Lose(Index),
    Rename(Index),
    Forget,
    Tear(Index),
}

impl Model {
    fn new() -> Model {
        let article = |n: usize| Article {
            name: format!("a{n}"),
            category: n % 3,
            day: (n as i64 * 7) % 40,
            tags: vec![n % 4, n % 3],
            draft: n == 5,
            opening: n,
            end: 0,
            alias: n == 2,
        };
        Model {
            articles: (0..15).map(article).collect(),
            title: 0,
            theme: 0,
            now: START,
        }
    }

    /// Returns the files of the site.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let title = self.title;
        let site = format!(
            "title: 日报{title}\nbase_url: https://x.cn/\ntheme: mine\ncategories:\n  commentary: {{ title: 评论, kind: \
             commentary }}\n  news: {{ title: 新闻, kind: news }}\n  bulletins: {{ title: 公报, kind: bulletin \
             }}\ntags:\n  高新技术企业: {{ slug: hi-tech }}\n"
        );
        files.insert("content/site.yaml".to_owned(), site);
        files.insert(
            "content/pages/about.md".to_owned(),
            "---\ntitle: 关于\n---\n我们。\n".to_owned(),
        );
        files.insert(
            "themes/mine/templates/404.html".to_owned(),
            format!("没有 {}\n", self.theme / 2),
        );
        files.insert(
            "themes/mine/assets/more.css".to_owned(),
            format!("a {{ margin: {}px }}\n", self.theme.div_ceil(2)),
        );
        for article in &self.articles {
            files.insert(article.path(), article.text());
        }
        files
    }
}

impl Article {
    fn path(&self) -> String {
        format!("content/{}/{}.md", CATEGORIES[self.category], self.name)
    }

    fn text(&self) -> String {
        let date = DateTime::from_timestamp(START - 86_400 * (self.day - 1), 0).unwrap_or_default();
        let tags: Vec<&str> = self.tags.iter().map(|t| TAGS[*t]).collect();
        let alias = if self.alias {
            format!("aliases: [/old/{}.html]\n", self.name)
        } else {
            String::new()
        };
        format!(
            "---\ntitle: 第{}条\ndate: {}\ntags: [{}]\ndraft: {}\n{alias}---\n开头{}。\n\n{}\n\n结尾{}。\n",
            self.name,
            date.format("%Y-%m-%dT%H:%M:%SZ"),
            tags.join(", "),
            self.draft,
            self.opening,
            "长".repeat(200),
            self.end,
        )
    }
}

/// Writes the files that changed and removes those that left.
fn sync(root: &Path, old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) {
    for path in old.keys().filter(|p| !new.contains_key(*p)) {
        fs::remove_file(root.join(path)).unwrap();
    }
    for (path, text) in new.iter().filter(|(p, t)| old.get(*p) != Some(t)) {
        write(&root.join(path), text.as_bytes());
    }
}

impl Edit {
    /// Changes the model, or the output behind the program's back.
    fn apply(&self, model: &mut Model, root: &Path, output: &Path) {
        let articles = &mut model.articles;
        let count = articles.len();
        let some = |index: &Index| index.index(count);
        match self {
            Edit::Opening(i) => articles[some(i)].opening += 100,
            Edit::End(i) => articles[some(i)].end += 1,
            Edit::Add(category, day) => {
                let name = format!("b{count}-{category}-{day}");
                if !articles.iter().any(|a| a.name == name) {
                    let first = articles[0].clone();
                    articles.push(Article {
                        name,
                        category: *category,
                        day: *day,
                        draft: false,
                        alias: false,
                        ..first
                    });
                }
            }
            Edit::Delete(i) if articles.len() > 2 => {
                articles.remove(some(i));
            }
            Edit::Delete(_) => {}
            Edit::Retag(i, tags) => articles[some(i)].tags.clone_from(tags),
            Edit::Draft(i) => articles[some(i)].draft ^= true,
            Edit::Alias(i) => articles[some(i)].alias ^= true,
            Edit::Move(i) => {
                let at = some(i);
                articles[at].category = (articles[at].category + 1) % 3;
            }
            Edit::Redate(i, day) => articles[some(i)].day = *day,
            Edit::Title => model.title += 1,
            Edit::Theme => model.theme += 1,
            Edit::Clock(days) => model.now += days * 86_400,
            Edit::Truncate(i) => tamper(output, i, |bytes| Some(bytes[..bytes.len() / 2].to_vec())),
            Edit::Flip(i) => tamper(output, i, |mut bytes| {
                *bytes.last_mut()? ^= 1;
                Some(bytes)
            }),
            Edit::Lose(i) => tamper(output, i, |_| None),
            Edit::Rename(i) => {
                let at = some(i);
                articles[at].name.push('x');
            }
            Edit::Forget => {
                fs::remove_dir_all(root.join(".dateline")).ok();
            }
            Edit::Tear(i) => {
                let cache = root.join(cache::PATH);
                if let Ok(mut bytes) = fs::read(&cache) {
                    let at = i.index(bytes.len());
                    bytes[at] ^= 0x55;
                    fs::write(cache, bytes).unwrap();
                }
            }
        }
    }
}

fn tamper(output: &Path, index: &Index, change: impl Fn(Vec<u8>) -> Option<Vec<u8>>) {
    let mut files = tree(output);
    files.retain(|path, _| !path.starts_with(".dateline-"));
    let at = index.index(files.len());
    let (path, bytes) = files.into_iter().nth(at).unwrap();
    match change(bytes) {
        Some(bytes) => fs::write(output.join(path), bytes).unwrap(),
        None => fs::remove_file(output.join(path)).unwrap(),
    }
}

fn edits() -> impl Strategy<Value = Vec<Vec<Edit>>> {
    let index = any::<Index>;
    let tags = proptest::collection::vec(0..TAGS.len(), 0..4);
    let edit = prop_oneof![
        index().prop_map(Edit::Opening),
        index().prop_map(Edit::End),
        (0..3_usize, -5..400_i64).prop_map(|(category, day)| Edit::Add(category, day)),
        index().prop_map(Edit::Delete),
        (index(), tags).prop_map(|(i, tags)| Edit::Retag(i, tags)),
        index().prop_map(Edit::Draft),
        index().prop_map(Edit::Alias),
        index().prop_map(Edit::Move),
        (index(), -5..400_i64).prop_map(|(i, day)| Edit::Redate(i, day)),
        Just(Edit::Title),
        Just(Edit::Theme),
        (-40..40_i64).prop_map(Edit::Clock),
        index().prop_map(Edit::Truncate),
        index().prop_map(Edit::Flip),
        index().prop_map(Edit::Lose),
        index().prop_map(Edit::Rename),
        Just(Edit::Forget),
        index().prop_map(Edit::Tear),
    ];
    proptest::collection::vec(proptest::collection::vec(edit, 1..4), 1..8)
}

/// Builds the site at `root` into `output`, and keeps what was read for the next time, as the
/// command does.
fn build(root: &Path, now: i64, output: &Path) {
    let options = Options {
        visibility: Visibility {
            now,
            ..Visibility::default()
        },
        ..Options::default()
    };
    let edition = Edition::open(root, &options).unwrap();
    assert!(
        !edition.problems.iter().any(|p| p.is_error()),
        "{:?}",
        edition.problems
    );
    keep(&edition, root);
    let record = output.with_extension("record");
    publish(
        &edition,
        publish::Options {
            output,
            record: &record,
            shard: None,
            clock: "option",
            allows_removals: true,
            progress: &(),
            fetch: &|_| None,
        },
    )
    .unwrap();
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn warm_equals_cold_after_any_edits(history in edits()) {
        let folder = Folder::new();
        let (root, warm) = (folder.path().join("site"), folder.path().join("warm"));
        let mut model = Model::new();
        let mut files = BTreeMap::new();
        for (step, edits) in std::iter::once(Vec::new()).chain(history).enumerate() {
            for edit in &edits {
                edit.apply(&mut model, &root, &warm);
            }
            let next = model.files();
            sync(&root, &files, &next);
            files = next;
            build(&root, model.now, &warm);
            let fresh = folder.path().join(format!("site-{step}"));
            sync(&fresh, &BTreeMap::new(), &files);
            let cold = folder.path().join(format!("cold-{step}"));
            build(&fresh, model.now, &cold);
            assert_same(&tree(&warm), &tree(&cold));
        }
    }
}

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn the_order_in_which_files_were_made_changes_no_byte(
        order in Just(Model::new().files().into_iter().collect::<Vec<_>>()).prop_shuffle()
    ) {
        let folder = Folder::new();
        let build = |files: &mut dyn Iterator<Item = &(String, String)>, name: &str| {
            let root = folder.path().join(name);
            files.for_each(|(path, text)| write(&root.join(path), text.as_bytes()));
            build(&root, START, &root.join("public"));
            tree(&root.join("public"))
        };
        let forward = build(&mut order.iter(), "forward");
        let backward = build(&mut order.iter().rev(), "backward");
        assert_same(&forward, &backward);
    }
}
