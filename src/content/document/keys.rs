//! The table of front matter's keys: all that the program knows of a key, but for what it means.
//!
//! The finding of typing errors, the copy rules, the policy, the schema, the language server and
//! `dateline new` read this table; only the typed reading in `front_matter/` is by hand. A test
//! holds that both have the same keys.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::content::copy::Form;
use crate::content::yaml::Names;

/// A key of front matter, or one within a key.
pub struct Key {
    /// What it is called in front matter.
    pub name: &'static str,
    /// What editors call it in Chinese; a name of two keys at once is reported, not replaced.
    pub zh: &'static [&'static str],
    /// What Hugo, Hexo, Jekyll and WordPress call it, and how it is misspelt beyond likeness.
    pub elsewhere: &'static [&'static str],
    /// One line of help in Chinese and in English; empty where there is none.
    pub help: [&'static str; 2],
    /// What stands after it.
    pub shape: Shape,
    /// Which documents must have it; within a key, whether that key must.
    pub required: Required,
    /// Only bulletins have it.
    pub of_bulletins: bool,
    /// Only topic pages have it.
    pub of_topics: bool,
    /// What the copy rules take its text for; `None` if they do not read it.
    pub copy: Option<Form>,
    /// The newsroom's policy may require it.
    pub requirable: bool,
    /// What `dateline new` writes for it.
    pub draft: Option<Draft>,
}

/// Who must have a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Required {
    /// Nobody.
    No,
    /// Articles, but no standing page.
    Articles,
    /// Everybody.
    Always,
}

/// What stands after a key.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Text for readers that may not be empty.
    Headline,
    /// Text for readers: quotation marks around it change nothing.
    Text,
    /// A name, an address or the like, which is not corrected as text is.
    Word,
    /// A day, with or without a time.
    Date,
    /// A day.
    Day,
    /// A whole address of the web.
    Web,
    /// `true` or `false`.
    Bool,
    /// The last part of an address.
    Slug,
    /// A number from 1 to 5.
    Priority,
    /// A number from 1.
    Position,
    /// Any number.
    Amount,
    /// Two numbers from 0 to 1.
    Point,
    /// What a program has to do with a picture.
    Made,
    /// The id of a column of the site.
    Column,
    /// The id of a series of the site.
    Series,
    /// A period of a series.
    Period,
    /// The name of a template for single articles.
    Layout,
    /// A list of texts.
    List(Item),
    /// A credit or a list of them: texts, or maps with these keys.
    Credits(&'static [Key]),
    /// A map with these keys.
    Map(&'static [Key]),
    /// A list of maps with these keys, and what one of them is in Chinese.
    Maps(&'static str, &'static [Key]),
    /// A map of the figures that a series declares.
    Figures,
    /// A map of anything.
    Free,
}

/// What a list of texts has as items.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A tag.
    Tag,
    /// A path of an article.
    Path,
    /// An address of this site.
    Address,
}

/// A line that `dateline new` writes.
pub struct Draft {
    /// Its place among the lines.
    pub order: u8,
    /// The line itself, behind `#` where it is only offered; `None` where the command makes it.
    pub line: Option<&'static str>,
    /// The name of the words behind it, or nothing.
    pub note: &'static str,
}

/// A key that nobody has to give and nothing reads: each entry says in what it differs.
const KEY: Key = Key {
    name: "",
    zh: &[],
    elsewhere: &[],
    help: ["", ""],
    shape: Shape::Word,
    required: Required::No,
    of_bulletins: false,
    of_topics: false,
    copy: None,
    requirable: false,
    draft: None,
};

/// The keys of a block of a topic page.
static BLOCK: &[Key] = &[
    Key {
        name: "title",
        help: ["版块的标题", "heading of the block"],
        shape: Shape::Headline,
        required: Required::Always,
        copy: Some(Form::Line),
        ..KEY
    },
    Key {
        name: "articles",
        help: ["挑好的稿件的路径", "paths of articles"],
        shape: Shape::List(Item::Path),
        ..KEY
    },
    Key {
        name: "category",
        help: ["这个分类的最新稿件", "the newest of this category"],
        ..KEY
    },
    Key {
        name: "column",
        help: ["这个栏目的最新稿件", "the newest of this column"],
        shape: Shape::Column,
        ..KEY
    },
    Key {
        name: "series",
        help: ["这个系列的最新公报", "the newest of this series"],
        shape: Shape::Series,
        ..KEY
    },
    Key {
        name: "tag",
        help: ["这个标签的最新稿件", "the newest with this tag"],
        ..KEY
    },
    Key {
        name: "limit",
        help: ["最多几篇，1 到 30", "how many at most, 1 to 30"],
        shape: Shape::Position,
        ..KEY
    },
];

/// Every key of front matter.
pub static KEYS: &[Key] = &[
    Key {
        name: "title",
        zh: &["标题", "主题"],
        elsewhere: &["headline"],
        help: [
            "主题；| 标出换行的地方",
            "headline; | marks where its line may break",
        ],
        shape: Shape::Headline,
        required: Required::Always,
        copy: Some(Form::Line),
        draft: made(1, ""),
        ..KEY
    },
    Key {
        name: "kicker",
        zh: &["引题"],
        help: ["引题", "line above the headline"],
        shape: Shape::Text,
        copy: Some(Form::Line),
        requirable: true,
        draft: line(7, "# kicker: ", "new-kicker"),
        ..KEY
    },
    Key {
        name: "subtitle",
        zh: &["副题", "副标题"],
        help: ["副题", "line below the headline"],
        shape: Shape::Text,
        copy: Some(Form::Line),
        requirable: true,
        draft: line(8, "# subtitle: ", "new-subtitle"),
        ..KEY
    },
    Key {
        name: "date",
        zh: &["日期", "时间", "发布时间"],
        elsewhere: &["published", "pubdate"],
        help: ["发布时间，例如 2024-01-18 09:30", "publication"],
        shape: Shape::Date,
        required: Required::Articles,
        draft: made(2, ""),
        ..KEY
    },
    Key {
        name: "updated",
        zh: &["更新", "更新时间"],
        elsewhere: &["lastmod", "modified"],
        help: ["更新时间", "last change"],
        shape: Shape::Date,
        ..KEY
    },
    Key {
        name: "expires",
        zh: &["过期", "下线时间"],
        help: ["下线时间", "end of publication"],
        shape: Shape::Date,
        ..KEY
    },
    Key {
        name: "draft",
        zh: &["草稿"],
        help: ["草稿，不发布", "not published"],
        shape: Shape::Bool,
        draft: line(4, "draft: true", "new-draft"),
        ..KEY
    },
    Key {
        name: "slug",
        zh: &["网址", "别名"],
        help: ["网址里的名字", "in the address"],
        shape: Shape::Slug,
        draft: made(3, "new-slug"),
        ..KEY
    },
    Key {
        name: "column",
        zh: &["栏目"],
        help: ["栏目", "column"],
        shape: Shape::Column,
        requirable: true,
        draft: made(10, "new-column"),
        ..KEY
    },
    Key {
        name: "tags",
        zh: &["标签", "关键词"],
        elsewhere: &["keywords"],
        help: ["标签", "tags"],
        shape: Shape::List(Item::Tag),
        copy: Some(Form::Name),
        requirable: true,
        draft: line(11, "tags: []", "new-tags"),
        ..KEY
    },
    Key {
        name: "byline",
        zh: &["作者", "记者", "署名"],
        elsewhere: &["author", "authors", "auther"],
        help: ["署名", "byline"],
        shape: Shape::Credits(&[
            Key {
                name: "role",
                help: ["记者、通讯员、摄影……", ""],
                ..KEY
            },
            Key {
                name: "name",
                help: ["名字", ""],
                shape: Shape::Text,
                required: Required::Always,
                ..KEY
            },
        ]),
        requirable: true,
        draft: made(5, "new-byline"),
        ..KEY
    },
    Key {
        name: "dateline",
        zh: &["电头"],
        help: ["电头", "dateline"],
        shape: Shape::Map(&[
            Key {
                name: "agency",
                help: ["本报讯", ""],
                ..KEY
            },
            Key {
                name: "place",
                help: ["地点", "place"],
                shape: Shape::Text,
                ..KEY
            },
            Key {
                name: "date",
                help: ["日期", "day"],
                shape: Shape::Day,
                ..KEY
            },
        ]),
        requirable: true,
        draft: made(6, ""),
        ..KEY
    },
    Key {
        name: "source",
        zh: &["来源"],
        help: ["来源", "source"],
        shape: Shape::Text,
        requirable: true,
        ..KEY
    },
    Key {
        name: "editor",
        zh: &["编辑", "责任编辑"],
        help: ["责任编辑", "editor in charge"],
        shape: Shape::Text,
        requirable: true,
        draft: line(14, "# editor: ", "new-editor"),
        ..KEY
    },
    Key {
        name: "summary",
        zh: &["摘要", "导语"],
        elsewhere: &["description", "abstract", "excerpt"],
        help: ["摘要", "summary"],
        shape: Shape::Text,
        copy: Some(Form::Inner),
        requirable: true,
        draft: line(9, "# summary: ", "new-summary"),
        ..KEY
    },
    Key {
        name: "image",
        zh: &["图片", "题图"],
        elsewhere: &["cover", "thumbnail"],
        help: ["题图", "main picture"],
        shape: Shape::Map(&[
            Key {
                name: "src",
                help: ["图片文件", "file"],
                required: Required::Always,
                ..KEY
            },
            Key {
                name: "alt",
                help: ["图上有什么", "what it shows"],
                shape: Shape::Text,
                required: Required::Always,
                copy: Some(Form::Inner),
                ..KEY
            },
            Key {
                name: "caption",
                help: ["图片说明", "caption"],
                shape: Shape::Text,
                copy: Some(Form::Inner),
                ..KEY
            },
            Key {
                name: "credit",
                help: ["图片作者", "credit"],
                shape: Shape::Text,
                requirable: true,
                ..KEY
            },
            Key {
                name: "focus",
                help: [
                    "裁切时要留住的点，例如 [0.5, 0.3]",
                    "point that crops keep, from the left and the top",
                ],
                shape: Shape::Point,
                ..KEY
            },
            Key {
                name: "ai",
                help: [
                    "人工智能生成（generated）或修改（edited）",
                    "made or changed by a program",
                ],
                shape: Shape::Made,
                ..KEY
            },
            Key {
                name: "map",
                help: ["审图号", "review number of a map"],
                shape: Shape::Word,
                requirable: true,
                ..KEY
            },
        ]),
        requirable: true,
        draft: line(
            12,
            "# image: { src: , alt: , caption: , credit: }",
            "new-image",
        ),
        ..KEY
    },
    Key {
        name: "print",
        zh: &["版面"],
        help: ["见报版面", "place in the paper"],
        shape: Shape::Map(&[
            Key {
                name: "issue",
                help: ["哪天的报纸", "issue"],
                shape: Shape::Day,
                required: Required::Always,
                ..KEY
            },
            Key {
                name: "page",
                help: ["版", "page"],
                ..KEY
            },
            Key {
                name: "position",
                shape: Shape::Position,
                ..KEY
            },
            Key {
                name: "section",
                help: ["版名", "section"],
                shape: Shape::Text,
                ..KEY
            },
        ]),
        requirable: true,
        ..KEY
    },
    Key {
        name: "review",
        zh: &["审核", "三审"],
        help: ["三审", "three reviews"],
        shape: Shape::Map(&[
            Key {
                name: "first",
                help: ["初审", ""],
                required: Required::Always,
                ..KEY
            },
            Key {
                name: "second",
                help: ["复审", ""],
                required: Required::Always,
                ..KEY
            },
            Key {
                name: "final",
                help: ["终审", ""],
                required: Required::Always,
                ..KEY
            },
        ]),
        requirable: true,
        ..KEY
    },
    Key {
        name: "original",
        zh: &["原文", "转载"],
        help: ["转载的原文", "original of a reprint"],
        // The copy rules read none of it: its words are those of a different newsroom.
        shape: Shape::Map(&[
            Key {
                name: "title",
                help: ["原标题", ""],
                shape: Shape::Text,
                ..KEY
            },
            Key {
                name: "author",
                help: ["原作者", ""],
                shape: Shape::Text,
                ..KEY
            },
            Key {
                name: "url",
                help: ["原文网址", ""],
                shape: Shape::Web,
                ..KEY
            },
        ]),
        ..KEY
    },
    Key {
        name: "corrections",
        zh: &["更正"],
        help: ["更正，早的在前", "corrections, oldest first"],
        shape: Shape::Maps(
            "更正",
            &[
                Key {
                    name: "date",
                    help: ["日期", ""],
                    shape: Shape::Date,
                    required: Required::Always,
                    ..KEY
                },
                Key {
                    name: "text",
                    help: ["更正了什么", ""],
                    shape: Shape::Text,
                    required: Required::Always,
                    copy: Some(Form::Inner),
                    ..KEY
                },
            ],
        ),
        ..KEY
    },
    Key {
        name: "related",
        zh: &["相关"],
        help: ["相关稿件的路径", "paths of related articles"],
        shape: Shape::List(Item::Path),
        ..KEY
    },
    Key {
        name: "until",
        zh: &["结束", "结束日"],
        help: [
            "专题在首页列到哪一天",
            "last day of a topic on the home page",
        ],
        shape: Shape::Day,
        of_topics: true,
        ..KEY
    },
    Key {
        name: "blocks",
        zh: &["版块"],
        help: ["专题的版块", "blocks of a topic page"],
        shape: Shape::Maps("一块", BLOCK),
        of_topics: true,
        ..KEY
    },
    Key {
        name: "aliases",
        // It is what Hugo's users call an old address, and those of WordPress the slug.
        zh: &["别名"],
        help: ["旧网址", "old addresses"],
        shape: Shape::List(Item::Address),
        ..KEY
    },
    Key {
        name: "priority",
        zh: &["优先级"],
        help: ["轻重，1 最重要", "1 comes first"],
        shape: Shape::Priority,
        draft: line(13, "# priority: 3", "new-priority"),
        ..KEY
    },
    Key {
        name: "layout",
        zh: &["版式"],
        help: ["用主题里的哪个版式", "template of the theme"],
        shape: Shape::Layout,
        ..KEY
    },
    Key {
        name: "extra",
        help: ["给版式的资料", "free data"],
        shape: Shape::Free,
        ..KEY
    },
    Key {
        name: "series",
        zh: &["系列"],
        help: ["系列", "series"],
        shape: Shape::Series,
        of_bulletins: true,
        ..KEY
    },
    Key {
        name: "period",
        zh: &["期间", "周期"],
        help: ["期号", "period"],
        shape: Shape::Period,
        of_bulletins: true,
        ..KEY
    },
    Key {
        name: "figures",
        zh: &["数据"],
        help: ["数据", "figures"],
        shape: Shape::Figures,
        of_bulletins: true,
        ..KEY
    },
    Key {
        name: "topics",
        zh: &["热点"],
        help: ["热点，由多到少", "topics, most first"],
        shape: Shape::Maps(
            "热点",
            &[
                Key {
                    name: "name",
                    help: ["名称", ""],
                    shape: Shape::Text,
                    required: Required::Always,
                    ..KEY
                },
                Key {
                    name: "count",
                    shape: Shape::Amount,
                    ..KEY
                },
                Key {
                    name: "note",
                    help: ["说明", ""],
                    shape: Shape::Text,
                    copy: Some(Form::Inner),
                    ..KEY
                },
            ],
        ),
        of_bulletins: true,
        ..KEY
    },
];

/// What the keys of front matter are called elsewhere.
pub static NAMES: Names = Names {
    chinese,
    elsewhere,
    is_long: |name| find(name).is_some_and(Key::is_long),
};

/// Returns a line that is the same in every article.
const fn line(order: u8, line: &'static str, note: &'static str) -> Option<Draft> {
    Some(Draft {
        order,
        line: Some(line),
        note,
    })
}

/// Returns a line that `dateline new` makes of what it is given.
const fn made(order: u8, note: &'static str) -> Option<Draft> {
    Some(Draft {
        order,
        line: None,
        note,
    })
}

/// Returns the key of a name, at whatever depth; keys of one name have shapes of one kind.
pub fn find(name: &str) -> Option<&'static Key> {
    static BY_NAME: LazyLock<BTreeMap<&str, &Key>> = LazyLock::new(|| {
        let inner = KEYS.iter().flat_map(|key| key.shape.keys());
        // The outermost key of a name comes last and stays.
        inner.chain(KEYS).map(|key| (key.name, key)).collect()
    });
    BY_NAME.get(name).copied()
}

/// Returns the keys that an editor may mean by a Chinese name.
fn chinese(name: &str) -> Vec<&'static str> {
    let keys = KEYS.iter().filter(|key| key.zh.contains(&name));
    keys.map(|key| key.name).collect()
}

fn elsewhere(name: &str) -> Option<&'static str> {
    let mut keys = KEYS.iter();
    let found = keys.find(|key| key.elsewhere.contains(&name));
    found.map(|key| key.name)
}

impl Key {
    /// Returns its help in both languages.
    pub fn about(&self) -> String {
        match self.help {
            [zh, ""] => zh.to_owned(),
            [zh, en] => format!("{zh} / {en}"),
        }
    }

    /// Returns true if the copy rules read it as running text, which may have several lines.
    fn is_long(&self) -> bool {
        self.copy == Some(Form::Inner)
    }
}

impl Shape {
    /// Returns the keys within the key.
    pub fn keys(self) -> &'static [Key] {
        match self {
            Shape::Map(keys) | Shape::Maps(_, keys) | Shape::Credits(keys) => keys,
            Shape::Headline
            | Shape::Text
            | Shape::Word
            | Shape::Date
            | Shape::Day
            | Shape::Web
            | Shape::Bool
            | Shape::Slug
            | Shape::Priority
            | Shape::Position
            | Shape::Amount
            | Shape::Point
            | Shape::Made
            | Shape::Column
            | Shape::Series
            | Shape::Period
            | Shape::Layout
            | Shape::List(_)
            | Shape::Figures
            | Shape::Free => &[],
        }
    }

    /// Returns true if the value is one text for readers, never a list or a map.
    pub fn is_one_text(self) -> bool {
        matches!(self, Shape::Headline | Shape::Text)
    }

    /// Returns true if the value is free text, so that quotation marks around it change nothing.
    pub fn is_text(self) -> bool {
        self.is_one_text() || matches!(self, Shape::Credits(_))
    }

    /// Returns true if the value is never text for readers, so that it needs no quotation marks.
    pub fn is_plain(self) -> bool {
        matches!(
            self,
            Shape::Date
                | Shape::Day
                | Shape::Bool
                | Shape::Slug
                | Shape::Priority
                | Shape::Column
                | Shape::Series
                | Shape::Period
                | Shape::Layout
                | Shape::List(Item::Tag | Item::Address)
        )
    }

    /// Returns true if the value is a list of short texts, none of which has a comma.
    pub fn is_list(self) -> bool {
        matches!(self, Shape::List(_))
    }

    /// Returns true if the value is a list whose items may stand in lines of their own.
    pub fn has_items(self) -> bool {
        matches!(self, Shape::List(_) | Shape::Maps(..) | Shape::Credits(_))
    }

    /// Returns true if the value is a map of which the program knows the keys.
    pub fn is_map(self) -> bool {
        matches!(self, Shape::Map(_) | Shape::Figures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_one_name_have_shapes_of_one_kind() {
        let kind = |s: Shape| (s.is_one_text(), s.is_text(), s.is_plain(), s.has_items());
        for key in KEYS.iter().flat_map(|key| key.shape.keys()) {
            let known = find(key.name).unwrap();
            assert_eq!(kind(key.shape), kind(known.shape), "{}", key.name);
        }
    }

    #[test]
    fn every_name_elsewhere_is_one_key_and_only_the_doubtful_is_two() {
        let mut names: Vec<&str> = KEYS.iter().flat_map(|key| key.zh).copied().collect();
        names.sort_unstable();
        let twice = names.windows(2).filter(|pair| pair[0] == pair[1]);
        assert_eq!(twice.map(|pair| pair[0]).collect::<Vec<_>>(), ["别名"]);
        let foreign: Vec<&str> = KEYS.iter().flat_map(|key| key.elsewhere).copied().collect();
        for name in &foreign {
            assert_eq!(foreign.iter().filter(|n| n == &name).count(), 1, "{name}");
            assert!(KEYS.iter().all(|key| key.name != *name), "{name} is a key");
        }
    }
}
