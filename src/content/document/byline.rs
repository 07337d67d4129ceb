//! Bylines: who wrote, photographed and edited, taken apart into roles and names.

use serde::{Deserialize, Serialize};

use crate::base::intern::Name;

/// One credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// 记者, 通讯员, 摄影 …
    pub role: Option<Name>,
    /// Name of the person or organisation.
    pub name: Name,
    /// An organisation, not a person.
    pub organization: bool,
}

/// Words that end a role: 记者 and 本报记者, 见习记者 …
const ROLES: [&str; 22] = [
    "记者",
    "通讯员",
    "评论员",
    "摄影",
    "摄像",
    "图",
    "文",
    "图文",
    "编辑",
    "校对",
    "制图",
    "漫画",
    "作者",
    "供稿",
    "翻译",
    "撰文",
    "整理",
    "主编",
    "策划",
    "报道",
    "撰稿人",
    "通信员",
];

/// Words before 记者, 评论员 and the like that are no names.
const PREFIXES: [&str; 10] = [
    "本报",
    "本刊",
    "本网",
    "本台",
    "特约",
    "见习",
    "实习",
    "首席",
    "全媒体",
    "融媒体",
];

/// Endings of names that are organisations.
const ORGANIZATIONS: [&str; 14] = [
    "社",
    "报",
    "局",
    "委",
    "办",
    "中心",
    "编辑部",
    "评论部",
    "研究院",
    "研究所",
    "大学",
    "学院",
    "委员会",
    "课题组",
];

impl Credit {
    /// Makes the credit of `role` and `name` given apart.
    pub fn new(role: Option<&str>, name: &str) -> Credit {
        Credit {
            role: role.map(Into::into),
            name: name.into(),
            organization: role.is_none() && is_organization(name),
        }
    }

    /// Returns true if it is for the text; pictures, charts and proofs are contributions to it.
    pub fn writes(&self) -> bool {
        const OTHER: [&str; 9] = [
            "摄影", "摄像", "图", "编辑", "校对", "制图", "漫画", "翻译", "Photo",
        ];
        self.role
            .as_deref()
            .is_none_or(|role| role.ends_with("文／图") || !OTHER.iter().any(|o| role.ends_with(o)))
    }

    /// Writes the credit in one line: `记者 晴空`.
    pub fn line(&self) -> String {
        match &self.role {
            Some(role) => [&**role, " ", &*self.name].concat(),
            None => self.name.to_string(),
        }
    }
}

/// Takes a byline apart: `记者 晴空 通讯员 李四、王五` is three credits.
///
/// A role that nobody's name follows is an organisation that speaks (本报评论员); two plain roles in a
/// row are one (文／图 晴空). Names of two characters that were spaced to the width of three (张 三) are
/// put together again.
pub fn parse(text: &str) -> Vec<Credit> {
    let words: Vec<&str> = text.split(is_separator).filter(|w| !w.is_empty()).collect();
    if words.iter().all(|w| w.is_ascii()) {
        return vec![Credit::new(None, text.trim())];
    }
    let mut credits: Vec<Credit> = Vec::new();
    let mut role: Option<String> = None;
    let mut named = true;
    let mut single = false;
    for word in words {
        if is_role(word) {
            role = Some(match role.filter(|_| !named) {
                Some(before) if speaks(&before) => {
                    credits.push(organization(&before));
                    word.to_owned()
                }
                Some(before) => format!("{before}／{word}"),
                None => word.to_owned(),
            });
            (named, single) = (false, false);
            continue;
        }
        let one = word.chars().count() == 1;
        match credits.last_mut().filter(|_| one && single) {
            Some(last) => last.name = format!("{}{word}", last.name).into(),
            None => credits.push(Credit::new(role.as_deref(), word)),
        }
        single = one && !single;
        named = true;
    }
    credits.extend(role.filter(|_| !named).map(|name| organization(&name)));
    credits
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "、，,；;：:／/".contains(c)
}

fn organization(name: &str) -> Credit {
    Credit {
        role: None,
        name: name.into(),
        organization: true,
    }
}

/// Returns true if a role says whose it is, and so can stand for a name.
fn speaks(role: &str) -> bool {
    PREFIXES.iter().any(|p| role.starts_with(p))
}

/// Returns true for a word that says what somebody did: 记者, 本报记者, 摄影.
pub(crate) fn is_role(word: &str) -> bool {
    let mut word = word;
    while let Some(rest) = PREFIXES.iter().find_map(|p| word.strip_prefix(p)) {
        word = rest;
    }
    ROLES.contains(&word)
}

fn is_organization(name: &str) -> bool {
    name.starts_with("本报")
        || ORGANIZATIONS
            .iter()
            .any(|end| name.ends_with(end) && name.chars().count() > 3)
}
