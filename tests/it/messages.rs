//! Every problem has its words in both languages, and is drawn where it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use dateline::base::date::Language;
use dateline::base::path::SitePath;
use dateline::cli::console::{Console, Format};
use dateline::diagnostic::code::{self, Code, Kind, Severity};
use dateline::diagnostic::wording::{Word, Wording};
use dateline::diagnostic::{Diagnostic, Failure, Span, locate, reason};
use fluent_bundle::FluentResource;

use crate::support::{files, project};

const ZH: &str = include_str!("../../src/diagnostic/messages/zh.ftl");
const EN: &str = include_str!("../../src/diagnostic/messages/en.ftl");

/// Names of the messages with their attributes, each with the variables that it uses.
fn entries(ftl: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut id, mut part) = (String::new(), String::new());
    for line in ftl.lines().filter(|l| !l.starts_with('#')) {
        let head = line.split_once(" =").map(|(head, _)| head.trim());
        match head {
            Some(head) if !line.starts_with(' ') => {
                id = head.to_owned();
                part = id.clone();
            }
            Some(head) if head.starts_with('.') => part = format!("{id}{head}"),
            _ => {}
        }
        let name = |rest: &str| {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect()
        };
        let variables = line.split('$').skip(1).map(name);
        if !line.trim().is_empty() {
            found.entry(part.clone()).or_default().extend(variables);
        }
    }
    found
}

fn is_code(text: &str) -> bool {
    text.len() == 5
        && text.starts_with(['E', 'W', 'F'])
        && text[1..].bytes().all(|b| b.is_ascii_digit())
}

/// The program's own files, as text: those of a folder together, since one may find what is wrong
/// and the next report it.
fn sources() -> Vec<String> {
    let mut folders: BTreeMap<PathBuf, String> = BTreeMap::new();
    for (_, path) in files(&project("src")) {
        if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            folders
                .entry(path.parent().unwrap().to_owned())
                .or_default()
                .push_str(&text);
        }
    }
    folders.into_values().collect()
}

/// The names of the constants by the id of their code.
fn names(sources: &[String]) -> BTreeMap<&str, &str> {
    sources
        .iter()
        .flat_map(|s| s.lines())
        .filter_map(name)
        .collect()
}

/// Reads a line of the table of codes: `NAME = error("E0001", …);`.
fn name(line: &str) -> Option<(&str, &str)> {
    let (name, code) = line.trim().split_once(" = ")?;
    let id = code.split('"').nth(1).filter(|id| is_code(id))?;
    name.bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        .then_some((id, name))
}

/// Whether a text names the constant of a code.
fn is_named(text: &str, name: &str) -> bool {
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    text.split("code::")
        .skip(1)
        .any(|rest| rest.strip_prefix(name).is_some_and(is_end))
}

#[test]
fn every_code_has_words_and_is_reported() {
    let ids: BTreeSet<&str> = code::ALL.iter().map(|code| code.id).collect();
    for ftl in [
        ZH,
        EN,
        include_str!("../../src/diagnostic/messages/codes.zh.ftl"),
        include_str!("../../src/diagnostic/messages/codes.en.ftl"),
    ] {
        let worded = entries(ftl);
        let worded: BTreeSet<&str> = worded
            .keys()
            .map(String::as_str)
            .filter(|id| is_code(id))
            .collect();
        let silent: Vec<_> = ids.difference(&worded).collect();
        assert!(silent.is_empty(), "without words: {silent:?}");
        let idle: Vec<_> = worded.difference(&ids).collect();
        assert!(idle.is_empty(), "words of no code: {idle:?}");
    }
    let sources = sources();
    let names = names(&sources);
    assert_eq!(names.keys().copied().collect::<BTreeSet<_>>(), ids);
    let idle: Vec<_> = names
        .values()
        .filter(|name| !sources.iter().any(|s| is_named(s, name)))
        .collect();
    assert!(idle.is_empty(), "never reported: {idle:?}");
}

#[test]
fn codes_are_in_order_and_their_letter_says_what_they_are() {
    let place = |code: &Code| (code.kind != Kind::Content, code.id[1..].to_owned(), code.id);
    for pair in code::ALL.windows(2) {
        assert!(
            place(&pair[0]) < place(&pair[1]),
            "{} before {}",
            pair[0].id,
            pair[1].id
        );
    }
    for code in code::ALL {
        let letter = match (code.kind, code.severity) {
            (Kind::Content, Severity::Error) => 'E',
            (Kind::Content, Severity::Warning) => 'W',
            (Kind::Usage | Kind::Environment, _) => 'F',
        };
        assert!(
            is_code(code.id) && code.id.starts_with(letter),
            "{}",
            code.id
        );
    }
}

#[test]
fn a_message_speaks_only_of_what_its_problem_tells() {
    let sources = sources();
    let names = names(&sources);
    let arguments = |s: &str| -> BTreeSet<String> {
        s.split(".with(\"")
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
            .collect()
    };
    // `Diagnostic::nearest` and `Failure::io` add arguments of their own.
    let common: BTreeSet<String> = ["nearest", "path", "reason"].map(str::to_owned).into();
    for (part, variables) in entries(ZH) {
        let code = part.split('.').next().unwrap();
        let Some(name) = names.get(code) else {
            continue;
        };
        let raising = sources.iter().filter(|s| is_named(s, name));
        let known: BTreeSet<String> = raising
            .flat_map(|s| arguments(s))
            .chain(common.clone())
            .collect();
        let unknown: Vec<_> = variables.difference(&known).collect();
        assert!(unknown.is_empty(), "{part} speaks of {unknown:?}");
    }
}

#[test]
fn both_languages_say_the_same() {
    let (zh, en) = (entries(ZH), entries(EN));
    for (part, variables) in &zh {
        assert_eq!(Some(variables), en.get(part), "{part}");
    }
    let only_english: Vec<_> = en.keys().filter(|part| !zh.contains_key(*part)).collect();
    assert!(only_english.is_empty(), "{only_english:?}");
}

#[test]
fn the_messages_are_well_formed_and_free_of_jargon() {
    for ftl in [ZH, EN] {
        let resource = FluentResource::try_new(ftl.to_owned());
        assert!(
            resource.is_ok(),
            "{:?}",
            resource.err().map(|(_, errors)| errors)
        );
        let mut ids: Vec<&str> = ftl.lines().filter(|l| !l.starts_with([' ', '#'])).collect();
        ids = ids
            .iter()
            .filter_map(|l| Some(l.split_once(" =")?.0))
            .collect();
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "an id is there twice");
        for word in [
            "invalid", "parse", "token", "syntax", "非法", "解析", "无效",
        ] {
            assert!(!ftl.to_lowercase().contains(word), "{word}");
        }
    }
}

#[test]
fn wording_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Wording>();
}

#[test]
fn a_selector_picks_what_is_expected() {
    let problem = Diagnostic::new(code::WRONG_TYPE, Span::file(&SitePath::new("a.md")));
    let problem = problem.with("key", "draft").with("expected", "boolean");
    let zh = Wording::new(Language::Chinese).diagnostic(&problem);
    assert_eq!(zh.message, "“draft”应该写 true 或 false");
    assert_eq!(zh.hints, ["写成 draft: true（是）或 draft: false（否）"]);
    let en = Wording::new(Language::English).diagnostic(&problem);
    assert_eq!(en.message, "“draft” should be true or false");
}

#[test]
fn a_hint_without_its_argument_is_left_out() {
    let wording = Wording::new(Language::Chinese);
    let problem = |nearest| {
        let at = Span::file(&SitePath::new("a.md"));
        Diagnostic::new(code::INVALID_SLUG, at)
            .with("text", "？")
            .with("nearest", nearest)
    };
    assert_eq!(wording.diagnostic(&problem("")).hints, [""; 0]);
    assert_eq!(
        wording.diagnostic(&problem("a-b")).hints,
        ["写成：slug: a-b"]
    );
    let near = Failure::new(code::UNKNOWN_CATEGORY)
        .with("word", "nwes")
        .with("nearest", "news")
        .with("known", "news, bulletin");
    assert_eq!(
        wording.failure(&near).hints,
        ["是不是“news”？", "可以写：news, bulletin"]
    );
}

#[test]
fn no_hint_repeats_what_was_written() {
    let wording = Wording::new(Language::Chinese);
    let hints = |nearest: &str| {
        let at = Span::file(&SitePath::new("a.md"));
        let problem = Diagnostic::new(code::MISSING_PICTURE, at).with("dest", "Cafe\u{301}.png");
        let problem = problem.with("nearest", nearest).hint("nearest");
        wording.diagnostic(&problem).hints.len()
    };
    assert_eq!(hints("Kaffee.png"), 2);
    // The same, and what only looks the same.
    assert_eq!(hints("Cafe\u{301}.png"), 1);
    assert_eq!(hints("Café.png"), 1);
}

#[test]
fn what_has_no_words_is_told_by_its_code() {
    let wording = Wording::new(Language::English);
    let failure = Failure::new(Code {
        id: "F9999",
        ..code::OUTPUT_LOCKED
    })
    .with("path", "public");
    assert_eq!(wording.failure(&failure).message, "F9999 path=public");
    assert_eq!(
        wording.say("no-such", &[("n", Word::Count(3))]),
        "no-such n=3"
    );
}

#[test]
fn arguments_stay_on_one_line_and_in_sight() {
    let wording = Wording::new(Language::English);
    let text = format!("<b>\n\u{1b}[31m\u{202e}\u{ffff}{}", "x".repeat(5000));
    let problem =
        Diagnostic::new(code::DROPPED_HTML, Span::file(&SitePath::new("a.md"))).with("text", text);
    let message = wording.diagnostic(&problem).message;
    assert!(
        message.starts_with("The HTML “<b> \\u{1b}[31m\\u{202e}\\u{ffff}xxx"),
        "{message}"
    );
    assert!(
        message.ends_with("x…” in the text will not be published") && message.chars().count() < 500
    );
}

#[test]
fn a_reason_of_the_system_is_worded_in_both_languages() {
    use std::io::{Error, ErrorKind};
    // As POSIX counts them: EIO, ENOTDIR, EISDIR, EMFILE, ENOSPC, EROFS; and two whose numbers
    // Linux gives.
    let mut errors: Vec<Error> = [5, 20, 21, 24, 28, 30].map(Error::from_raw_os_error).into();
    if cfg!(target_os = "linux") {
        errors.extend([36, 40].map(Error::from_raw_os_error));
    }
    errors.extend(
        [
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::AlreadyExists,
        ]
        .map(Error::from),
    );
    for (language, is_own) in [(Language::Chinese, false), (Language::English, true)] {
        let wording = Wording::new(language);
        for error in &errors {
            let message = wording
                .failure(&Failure::io(code::UNWRITABLE_FILE, "a", error))
                .message;
            assert!(
                !message.contains("reason-") && !message.contains("os error"),
                "{message}"
            );
            assert!(
                message.chars().any(|c| c.is_ascii_alphabetic() && c != 'a') == is_own,
                "{message}"
            );
            let said = wording.say("serve-limit", &[("reason", Word::Text(&reason(error)))]);
            assert!(!said.contains("reason-"), "{said}");
        }
        // What has no words is told as the system says it.
        let odd = Error::other("the moon is full");
        assert!(
            wording
                .failure(&Failure::io(code::UNWRITABLE_FILE, "a", &odd))
                .message
                .contains("“the moon is full”")
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_words() {
    for source in sources() {
        for raised in source.split("new(code::UNREADABLE_FILE").skip(1) {
            let given = raised
                .split_once(".with(\"reason\", ")
                .map(|(_, given)| given);
            assert!(
                given.is_some_and(|given| given.starts_with("reason")),
                "{}",
                &raised[..raised.floor_char_boundary(120)]
            );
        }
    }
}

#[test]
fn every_reason_has_words_and_every_word_a_reason() {
    let sources = sources();
    let pieces = sources.iter().flat_map(|s| s.split('"'));
    let used: BTreeSet<&str> = pieces
        .filter(|piece| piece.len() > 7 && piece.starts_with("reason-"))
        .collect();
    for ftl in [ZH, EN] {
        let worded = entries(ftl);
        let worded: BTreeSet<&str> = worded
            .keys()
            .map(String::as_str)
            .filter(|id| id.starts_with("reason-"))
            .collect();
        assert_eq!(used, worded);
    }
}

#[test]
fn counts_follow_the_language() {
    let say = |language, id: &str, args: &[(&str, Word<'_>)]| Wording::new(language).say(id, args);
    let problems = |language, errors, warnings| {
        say(
            language,
            "problems",
            &[
                ("errors", Word::Count(errors)),
                ("warnings", Word::Count(warnings)),
            ],
        )
    };
    assert_eq!(problems(Language::English, 1, 0), "1 error");
    assert_eq!(
        problems(Language::English, 1200, 1),
        "1,200 errors, 1 warning"
    );
    assert_eq!(problems(Language::English, 0, 0), "no problems");
    assert_eq!(problems(Language::Chinese, 2, 1), "2 个错误，1 个警告");
    assert_eq!(problems(Language::Chinese, 0, 3), "3 个警告");
    let done = [
        ("written", Word::Count(14)),
        ("unchanged", Word::Count(115_203)),
        ("removed", Word::Count(0)),
        ("withheld", Word::Count(3)),
        ("seconds", Word::Text("0.4")),
    ];
    let zh = "写入 14，未变 115,203，移除 0，暂不发布 3——用时 0.4 秒";
    assert_eq!(say(Language::Chinese, "done-build", &done), zh);
    let en = "wrote 14, unchanged 115,203, removed 0, withheld 3 — 0.4 s";
    assert_eq!(say(Language::English, "done-build", &done), en);
    let made = say(
        Language::Chinese,
        "made-site",
        &[("path", Word::Text("湟水"))],
    );
    assert_eq!(
        made,
        "网站建好了：湟水\n接着输入：\n  cd 湟水\n  dateline serve"
    );
}

const ARTICLE: &str = "content/scitech/2024/封面, 100%: 甲.md";

/// Prints problems of one article, given by what is marked; a mark is any text of it.
fn printed(format: Format, text: &str, mut problems: Vec<Diagnostic>) -> String {
    locate(&mut problems, |file| {
        (file.as_str() == ARTICLE).then(|| Arc::from(text))
    });
    let wording = Wording::new(Language::Chinese);
    let mut out = Vec::new();
    Console {
        wording: &wording,
        format,
        colour: false,
        width: 60,
    }
    .problems(&mut out, &problems)
    .unwrap();
    String::from_utf8(out).unwrap()
}

fn mark(text: &str, mark: &str) -> Span {
    let start = text.find(mark).unwrap();
    Span::new(&SitePath::new(ARTICLE), start..start + mark.len())
}

#[test]
fn the_caret_stands_under_full_width_characters() {
    let text = "\u{feff}---\ntitle: 标题\n记者的名字：晴空\n---\n";
    let problem =
        Diagnostic::new(code::FULL_WIDTH_COLON, mark(text, "：")).with("key", "记者的名字");
    let expected = "\
错误[E0109]: “记者的名字”后面是中文冒号
 --> content/scitech/2024/封面, 100%: 甲.md:3:6
  |
3 | 记者的名字：晴空
  |           ^^
  |
  = 提示: 换成英文冒号，再空一格：记者的名字: …

";
    assert_eq!(printed(Format::Human, text, vec![problem]), expected);
    // A byte order mark is before the first line but not in it.
    let problem = Diagnostic::new(code::MALFORMED_FENCE, mark(text, "---"));
    let head = printed(Format::Human, text, vec![problem]);
    assert!(
        head.contains("甲.md:1:1\n  |\n1 | ---\n  | ^^^\n"),
        "{head}"
    );
}

#[test]
fn a_second_place_is_labelled_and_a_long_line_cut() {
    let text = format!(
        "---\ntitle: 标题\n---\n{}![](a.jpg){}\n",
        "字".repeat(90),
        "句。".repeat(90)
    );
    let problem =
        Diagnostic::new(code::MISSING_ALT_TEXT, mark(&text, "![](a.jpg)")).with("text", "a.jpg");
    let shown = printed(
        Format::Human,
        &text,
        vec![problem.also(mark(&text, "标题"))],
    );
    let line = shown.lines().find(|l| l.starts_with("4 |")).unwrap();
    assert!(
        line.starts_with("4 | ...") && line.ends_with("...") && line.contains("字![](a.jpg)句。"),
        "{shown}"
    );
    assert!(
        line.chars()
            .map(|c| if c.is_ascii() { 1 } else { 2 })
            .sum::<usize>()
            <= 64,
        "{shown}"
    );
    assert!(
        shown.contains("2 | title: 标题\n  |        ---- 还有这里"),
        "{shown}"
    );
}

#[test]
fn a_block_is_marked_by_its_first_line_and_a_file_by_its_name() {
    let text = "---\ntags:\n  甲: 1\n  乙: 2\n---\n";
    let list = Diagnostic::new(code::WRONG_TYPE, mark(text, "甲: 1\n  乙: 2"))
        .with("key", "tags")
        .with("expected", "list");
    let shown = printed(Format::Human, text, vec![list]);
    assert!(shown.contains("3 |   甲: 1\n  |   ^^^^^\n"), "{shown}");
    let whole = Diagnostic::new(
        code::OUTSIDE_CATEGORIES,
        Span::file(&SitePath::new(ARTICLE)),
    )
    .with("path", ARTICLE);
    let shown = printed(Format::Human, text, vec![whole]);
    assert!(
        shown.contains("--> content/scitech/2024/封面, 100%: 甲.md:1:1\n")
            && !shown.contains("| ---"),
        "{shown}"
    );
    // A file that is no text, and places past the end of one that has changed since.
    let binary = Diagnostic::new(
        code::UNSUPPORTED_ENCODING,
        Span::new(&SitePath::new("content/b.md"), 7..9),
    )
    .with("encoding", "GBK");
    let gone = Diagnostic::new(
        code::MALFORMED_FENCE,
        Span::new(&SitePath::new(ARTICLE), 900..901),
    );
    let shown = printed(Format::Human, text, vec![binary, gone]);
    assert!(
        shown.contains("--> content/b.md:1:1\n") && shown.contains("E0117"),
        "{shown}"
    );
}

#[test]
fn any_place_of_any_text_can_be_drawn() {
    let text = "\u{feff}\r\n\t甲：👨‍👩‍👧\u{200b}\r\r\n\n\u{1b}[1m\u{feff}e\u{301}\u{fffd}\u{0}\n字";
    let file = SitePath::new(ARTICLE);
    for text in [text, "\n", "\u{feff}", " "] {
        for start in 0..=text.len() + 1 {
            for end in start..=text.len() + 1 {
                let problem = Diagnostic::new(code::TAB_INDENTATION, Span::new(&file, start..end));
                let shown = printed(
                    Format::Human,
                    text,
                    vec![problem.also(Span::new(&file, end..end))],
                );
                assert!(
                    shown.starts_with("错误[E0105]: ") && !shown.contains('\u{1b}'),
                    "{shown:?}"
                );
            }
        }
    }
}

#[test]
fn colour_is_only_used_when_asked_for() {
    let wording = Wording::new(Language::English);
    let problem = Diagnostic::new(code::EMPTY_FILE, Span::file(&SitePath::new("a.md")));
    let drawn = |colour| {
        let mut out = Vec::new();
        let console = Console {
            wording: &wording,
            format: Format::Human,
            colour,
            width: 80,
        };
        console
            .problems(&mut out, std::slice::from_ref(&problem))
            .unwrap();
        String::from_utf8(out).unwrap()
    };
    assert!(drawn(true).contains("\u{1b}[") && !drawn(false).contains('\u{1b}'));
}

#[test]
fn a_failure_has_no_place() {
    let wording = Wording::new(Language::Chinese);
    let mut out = Vec::new();
    let console = Console {
        wording: &wording,
        format: Format::Human,
        colour: false,
        width: 80,
    };
    console
        .failure(
            &mut out,
            &Failure::new(code::OUTPUT_LOCKED).with("path", "public"),
        )
        .unwrap();
    let expected = "错误[F0004]: 另一个生成正在写“public”\n提示: 等它完成再运行\n";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[test]
fn json_is_one_object_a_line() {
    let text = "---\ntitel: \"标题\"\n---\n";
    let near = Diagnostic::new(code::UNKNOWN_KEY, mark(text, "titel"))
        .with("key", "titel")
        .nearest("titel", ["title"]);
    let mut bare = Diagnostic::new(code::MISSING_BULLETINS, mark(text, "titel"))
        .with("series", "热线")
        .with("period", "1月");
    bare.span = None;
    let out = printed(Format::Json, text, vec![near, bare]);
    let lines: Vec<serde_json::Value> = out
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (&lines[0]["code"], &lines[0]["path"]),
        (&"W0602".into(), &serde_json::Value::Null)
    );
    let second = out.lines().nth(1).unwrap();
    let expected = "{\"severity\":\"error\",\"code\":\"E0113\",\"message\":\"这里没有“titel”这一项\",\
        \"path\":\"content/scitech/2024/封面, 100%: 甲.md\",\"line\":2,\"column\":1,\"hints\":[\"是不是“title”？\"]}";
    assert_eq!(second, expected);
}

#[test]
fn github_commands_are_escaped() {
    let text = "---\ntitle: a\n---\n";
    let problem = Diagnostic::new(code::INVALID_NUMBER, mark(text, "a")).with("text", "98%");
    let expected = "::error file=content/scitech/2024/封面%2C 100%25%3A 甲.md,line=2,col=8,title=E0212::\
        “98%25”不是一个数%0A只写数字，例如 1234 或 98.5；不要写逗号和单位\n";
    assert_eq!(printed(Format::Github, text, vec![problem]), expected);
}

#[test]
fn a_line_of_a_file_is_shown_with_what_cannot_be_seen() {
    let text = "a\n甲\u{1b}[2J\u{202e}乙 ##[error]丙\n";
    let out = printed(
        Format::Human,
        text,
        vec![Diagnostic::new(code::UNKNOWN_KEY, mark(text, "乙")).with("key", "k\u{202e}")],
    );
    let expected = "2 | 甲\\u{1b}[2J\\u{202e}乙 ##\\u{5b}error]丙\n  |                    ^^\n";
    assert!(out.contains(expected), "{out}");
    assert!(out.contains("“k\\u{202e}”"), "{out}");
}
