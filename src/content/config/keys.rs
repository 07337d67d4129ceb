//! The table of the keys of `site.yaml`; what they mean is read by hand beside it.
//!
//! A test holds that the table and the reading have the same keys, and that the guides name them.

use crate::content::yaml::Names;

/// A key of `site.yaml`, or one within a key.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Its Chinese names.
    pub zh: &'static [&'static str],
    /// Its inner keys.
    pub inner: Inner,
}

/// The keys within a key.
pub enum Inner {
    /// None: it is a text, a list of texts, or a map whose keys the site chooses.
    None,
    /// Those of a map.
    Map(&'static [Key]),
    /// Those of each map in a map of named things.
    Named(&'static [Key]),
    /// Those of each map in a list.
    Items(&'static [Key]),
}

/// Every key of `site.yaml`.
pub static KEYS: &[Key] = &[
    TITLE,
    key("base_url"),
    key("language"),
    key("timezone"),
    key("theme"),
    key("publisher"),
    Key {
        inner: Inner::Named(&[
            TITLE,
            key("kind"),
            key("description"),
            key("keywords"),
            key("column_type"),
        ]),
        ..key("categories")
    },
    Key {
        inner: Inner::Named(&[TITLE, key("tagline"), key("description"), key("keywords")]),
        ..key("columns")
    },
    Key {
        zh: &["系列"],
        inner: Inner::Named(SERIES),
        ..key("series")
    },
    Key {
        zh: &["标签", "关键词"],
        inner: Inner::Named(&[
            Key {
                zh: &["网址"],
                ..key("slug")
            },
            Key {
                zh: &["拼音"],
                ..key("sort")
            },
            key("description"),
            Key {
                zh: &["图片"],
                inner: Inner::Map(&[key("src"), key("alt")]),
                ..key("image")
            },
        ]),
        ..key("tags")
    },
    Key {
        inner: Inner::Map(&[
            key("id_code"),
            key("icp"),
            key("police"),
            key("contact"),
            key("report"),
            Key {
                inner: Inner::Map(&[key("light"), key("dark")]),
                ..key("logo")
            },
            key("icon"),
            key("share"),
        ]),
        ..key("organization")
    },
    Key {
        zh: &["首页"],
        inner: Inner::Map(&[Key {
            zh: &["版式"],
            ..key("layout")
        }]),
        ..key("home")
    },
    Key {
        zh: &["作者页"],
        ..key("people")
    },
    key("profile"),
    Key {
        zh: &["二维码"],
        ..key("qr")
    },
    Key {
        zh: &["菜单", "导航"],
        inner: Inner::Items(ENTRY),
        ..key("menu")
    },
    Key {
        zh: &["页脚"],
        inner: Inner::Items(ENTRY),
        ..key("footer")
    },
    key("extra"),
    key("attachments"),
    Key {
        zh: &["图片"],
        inner: Inner::Map(&[key("widths"), key("quality"), key("formats")]),
        ..key("pictures")
    },
    key("edition"),
    key("reading_aids"),
    Key {
        zh: &["搜索", "检索"],
        inner: Inner::Map(&[key("fold"), key("files")]),
        ..key("search")
    },
    key("checks"),
    Key {
        inner: Inner::Map(&[
            key("require"),
            Key {
                zh: &["审核", "三审"],
                ..key("review")
            },
            key("reprints"),
            key("own_sources"),
        ]),
        ..key("policy")
    },
];

const TITLE: Key = Key {
    zh: &["标题", "主题"],
    ..key("title")
};

/// An entry of the menu or the footer; those of `items` have all but `items` themselves.
const ENTRY: &[Key] = &[
    TITLE,
    key("to"),
    Key {
        inner: Inner::Items(&[TITLE, key("to")]),
        ..key("items")
    },
];

const SERIES: &[Key] = &[
    TITLE,
    Key {
        zh: &["期间", "周期"],
        ..key("period")
    },
    Key {
        zh: &["数据"],
        inner: Inner::Named(&[
            key("label"),
            key("unit"),
            key("parts"),
            key("optional"),
            key("decimals"),
            key("negative"),
            key("jump"),
            key("names"),
        ]),
        ..key("figures")
    },
    Key {
        inner: Inner::Items(&[key("rule"), key("severity")]),
        ..key("rules")
    },
    key("description"),
    key("license"),
    Key {
        zh: &["热点"],
        ..key("topics")
    },
];

/// The Chinese names of the keys of `site.yaml`; other programs have no names for them.
pub static NAMES: Names = Names {
    chinese: |name| named(KEYS, name).into_iter().collect(),
    elsewhere: |_| None,
    is_long: |_| false,
};

const fn key(name: &'static str) -> Key {
    Key {
        name,
        zh: &[],
        inner: Inner::None,
    }
}

/// Finds the key of a Chinese name, at any depth: each name is one key.
fn named(keys: &[Key], name: &str) -> Option<&'static str> {
    keys.iter().find_map(|key| {
        if key.zh.contains(&name) {
            Some(key.name)
        } else {
            named(key.inner.keys(), name)
        }
    })
}

impl Inner {
    /// Returns the keys.
    pub fn keys(&self) -> &'static [Key] {
        match self {
            Inner::None => &[],
            Inner::Map(keys) | Inner::Named(keys) | Inner::Items(keys) => keys,
        }
    }
}
