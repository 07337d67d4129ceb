//! Bylines: who wrote, photographed and edited, taken apart into roles and names.

use serde::{Deserialize, Serialize};

/// One credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// 记者, 通讯员, 摄影 …
    pub role: Option<Box<str>>,
    /// Name of the person or organisation.
    pub name: Box<str>,
    /// An organisation, not a person.
    pub organization: bool,
}

/// Words that end a role: 记者 and 本报记者, 见习记者 …
const ROLES: [&str; 22] = [
    "记者", "通讯员", "评论员", "摄影", "摄像", "图", "文", "图文", "编辑", "校对", "制图", "漫画", "作者", "供稿", "翻译",
    "撰文", "整理", "主编", "策划", "报道", "撰稿人", "通信员",
];

/// Words before 记者, 评论员 and the like that are no names.
const PREFIXES: [&str; 10] = ["本报", "本刊", "本网", "本台", "特约", "见习", "实习", "首席", "全媒体", "融媒体"];

/// Endings of names that are organisations.
const ORGANIZATIONS: [&str; 14] =
    ["社", "报", "局", "委", "办", "中心", "编辑部", "评论部", "研究院", "研究所", "大学", "学院", "委员会", "课题组"];

impl Credit {
    /// Makes the credit of `role` and `name` given apart.
    pub fn new(role: Option<&str>, name: &str) -> Credit {
        Credit { role: role.map(Into::into), name: name.into(), organization: role.is_none() && is_organization(name) }
    }

    /// Writes the credit in one line: `记者 晴空`.
    pub fn line(&self) -> String {
        match &self.role {
            Some(role) => format!("{role} {}", self.name),
            None => self.name.to_string(),
        }
    }
}

/// Takes a byline apart: `记者 晴空 通讯员 李四、王五` is three credits.
///
/// A role with no name after it is an organisation that speaks (本报评论员). Names of two characters
/// that were spaced to the width of three (张 三) are put together again.
pub fn parse(text: &str) -> Vec<Credit> {
    let separators = |c: char| c.is_whitespace() || "、，,；;／/".contains(c);
    let words: Vec<&str> = text.split(separators).filter(|w| !w.is_empty()).collect();
    if words.iter().all(|w| w.is_ascii()) {
        return vec![Credit::new(None, text.trim())];
    }
    let mut credits: Vec<Credit> = Vec::new();
    let mut role: Option<(&str, bool)> = None;
    let mut single = false;
    for word in words {
        if is_role(word) {
            credits.extend(spoken_role(role));
            role = Some((word, false));
            single = false;
            continue;
        }
        let one = word.chars().count() == 1;
        match credits.last_mut().filter(|_| one && single) {
            Some(last) => last.name = format!("{}{word}", last.name).into(),
            None => credits.push(Credit::new(role.map(|(r, _)| r), word)),
        }
        single = one && !single;
        role = role.map(|(r, _)| (r, true));
    }
    credits.extend(spoken_role(role));
    credits
}

/// Returns the organisation that a role without a name is.
fn spoken_role(role: Option<(&str, bool)>) -> Option<Credit> {
    let (name, named) = role?;
    (!named).then(|| Credit { role: None, name: name.into(), organization: true })
}

fn is_role(word: &str) -> bool {
    let mut word = word.trim_end_matches(['：', ':']);
    while let Some(rest) = PREFIXES.iter().find_map(|p| word.strip_prefix(p)) {
        word = rest;
    }
    ROLES.contains(&word)
}

fn is_organization(name: &str) -> bool {
    name.starts_with("本报") || ORGANIZATIONS.iter().any(|end| name.ends_with(end) && name.chars().count() > 3)
}
