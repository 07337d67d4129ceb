//! The rooms of the program stand in an order, and no files inside a room use each other in a circle.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the program's source"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support;

/// A path of modules, with the item that is used at its end: `["site", "route", "View"]`.
type Names = Vec<String>;

/// A source file without comments, strings and tests.
struct File {
    /// Its path below `src/`.
    path: String,
    /// Its module.
    module: Names,
    code: String,
    /// What each name stands for that a `use` brings in.
    imports: BTreeMap<String, Names>,
    /// Names that others see here, since `pub use` brings them in.
    exports: BTreeSet<String>,
}

#[test]
fn a_room_uses_only_those_before_it() {
    let files = files();
    let rooms = rooms(&source("lib.rs"));
    let mut faults = Vec::new();
    for file in &files {
        for (line, used) in uses(file, &files) {
            let place = |module: &Names| rooms.iter().position(|room| *room == module[0]);
            let other = &files[used].module;
            if place(other) > place(&file.module) {
                faults.push(format!(
                    "src/{}:{line}: {} uses {}",
                    file.path, file.module[0], other[0]
                ));
            }
        }
        assert!(
            rooms.contains(&file.module[0]),
            "src/lib.rs does not name {}",
            file.module[0]
        );
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_file_of_tests_is_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    let mut forgotten = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_module = path.extension().is_some_and(|e| e == "rs") || path.join("mod.rs").exists();
        if is_module && name != "main" && !main.contains(&format!("\nmod {name};\n")) {
            forgotten.push(name);
        }
    }
    assert!(forgotten.is_empty(), "main.rs does not name {forgotten:?}");
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let files = files();
    let uses: Vec<BTreeSet<usize>> = files
        .iter()
        .map(|file| {
            uses(file, &files)
                .into_iter()
                .map(|(_, used)| used)
                .collect()
        })
        .collect();
    let mut faults = BTreeSet::new();
    for start in 0..files.len() {
        if let Some(circle) = circle(&uses, start) {
            faults.insert(
                circle
                    .iter()
                    .map(|i| &*files[*i].path)
                    .collect::<Vec<_>>()
                    .join(" → "),
            );
        }
    }
    assert!(
        faults.is_empty(),
        "\n{}",
        faults.into_iter().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn every_way_to_name_a_file_is_a_use() {
    let sources = [
        ("lib.rs", "pub mod a;\npub mod b;\n"),
        (
            "a/mod.rs",
            "mod x;\nmod y;\npub use self::x::X;\nfn f() { y::g() }\n",
        ),
        (
            "a/x.rs",
            "pub struct X; // crate::b\nconst S: &str = \"crate::b::f\";\n",
        ),
        (
            "a/y.rs",
            "use super::X;\nuse crate::{a::{self, x}, b as other};\nfn g() { other::h(); let q = '\"'; }\n",
        ),
        (
            "b.rs",
            "fn h() {}\n#[cfg(test)]\nmod tests {\n    use crate::a::x::X;\n}\n",
        ),
    ];
    let files = parse(
        sources
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into(),
    );
    let used = |path: &str| {
        let file = files.iter().find(|f| f.path == path).unwrap();
        uses(file, &files)
            .into_iter()
            .map(|(_, used)| &*files[used].path)
            .collect::<BTreeSet<_>>()
    };
    // To pass a name on is no use of it; a name that was passed on is that of the file which has it.
    assert_eq!(used("a/mod.rs"), ["a/y.rs"].into());
    assert_eq!(used("a/x.rs"), [].into());
    assert_eq!(used("a/y.rs"), ["a/x.rs", "b.rs"].into());
    assert_eq!(used("b.rs"), [].into());
    let lists = [vec![1], vec![2], vec![1], vec![0]]
        .map(|list: Vec<usize>| list.into_iter().collect::<BTreeSet<_>>());
    assert_eq!(circle(&lists, 0), None);
    assert_eq!(circle(&lists, 1), Some(vec![1, 2, 1]));
}

fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let names = support::files(&src)
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.ends_with(".rs") && name != "main.rs");
    parse(names.map(|name| (name.clone(), source(&name))).collect())
}

fn source(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name)).unwrap()
}

/// Returns the modules of the crate in the order named.
fn rooms(lib: &str) -> Vec<String> {
    let names = lib
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

fn parse(sources: Vec<(String, String)>) -> Vec<File> {
    let mut files = Vec::new();
    for (path, text) in sources.into_iter().filter(|(path, _)| path != "lib.rs") {
        let module = path
            .trim_end_matches(".rs")
            .trim_end_matches("/mod")
            .split('/')
            .map(str::to_owned)
            .collect();
        let text = code(&text);
        let text = text
            .split_once("#[cfg(test)]\nmod ")
            .map_or(&*text, |(before, _)| before);
        let mut file = File {
            path,
            module,
            code: String::new(),
            imports: BTreeMap::new(),
            exports: BTreeSet::new(),
        };
        for statement in text.split_inclusive(';') {
            let head = statement
                .rfind("use ")
                .filter(|at| is_alone(statement, *at));
            let Some(at) = head else {
                file.code.push_str(statement);
                continue;
            };
            file.code.push_str(&statement[..at]);
            file.code
                .extend(statement[at..].chars().filter(|c| *c == '\n'));
            let tree = statement[at + 4..].trim_end_matches(';');
            let is_export = statement[..at].trim_end().ends_with(['b', ')']);
            for (name, path) in expand(&[], tree) {
                if is_export {
                    file.exports.insert(name.clone());
                }
                file.imports.insert(name, path);
            }
        }
        files.push(file);
    }
    files
}

/// Returns true if a `use` is the first word of its line, or stands behind `pub` or `pub(…)`.
fn is_alone(statement: &str, at: usize) -> bool {
    let before = statement[..at]
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .trim();
    before.is_empty() || before.starts_with("pub") && !before.contains(' ')
}

/// Returns the names that the tree of a `use` brings in, each with its path.
fn expand(above: &[String], tree: &str) -> Vec<(String, Names)> {
    let tree = tree.trim();
    let Some((head, list)) = tree.split_once('{') else {
        let (path, name) = tree.split_once(" as ").unwrap_or((tree, tree));
        let mut names = above.to_vec();
        names.extend(
            path.trim()
                .split("::")
                .filter(|n| *n != "self" || above.is_empty())
                .map(str::to_owned),
        );
        let last = name.trim().rsplit("::").next().unwrap_or_default();
        let name = if last == "self" {
            names.last().cloned().unwrap_or_default()
        } else {
            last.to_owned()
        };
        return vec![(name, names)];
    };
    let mut above = above.to_vec();
    above.extend(
        head.trim()
            .trim_end_matches("::")
            .split("::")
            .filter(|n| !n.is_empty())
            .map(str::to_owned),
    );
    let list = list
        .trim_end()
        .trim_end_matches(',')
        .strip_suffix('}')
        .unwrap_or(list);
    parts(list)
        .into_iter()
        .flat_map(|part| expand(&above, part))
        .collect()
}

/// Splits a list at the commas that are in no braces.
fn parts(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .collect()
}

/// Returns the other files that a file uses, by their index, each with the line.
fn uses(file: &File, files: &[File]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (name, path) in &file.imports {
        // A module that is brought in is used where something of it is.
        let path = absolute(file, path, files);
        let is_module = path
            .as_ref()
            .is_some_and(|path| files.iter().any(|f| f.module == *path));
        if !is_module && !file.exports.contains(name) {
            found.extend(
                path.and_then(|path| defining(&path, files, 0))
                    .map(|used| (1, used)),
            );
        }
    }
    for (at, path) in paths(&file.code) {
        let line = file.code[..at].matches('\n').count() + 1;
        let path = match file.imports.get(&path[0]) {
            Some(import) => [&import[..], &path[1..]].concat(),
            None => path,
        };
        found.extend(
            absolute(file, &path, files)
                .and_then(|path| defining(&path, files, 0))
                .map(|used| (line, used)),
        );
    }
    found.retain(|(_, used)| files[*used].module != file.module);
    found
}

/// Returns every path of more than one name in the code, with its place.
fn paths(code: &str) -> Vec<(usize, Names)> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut at = 0;
    for word in code.split_inclusive(|c: char| !is_name(c) && c != ':') {
        let text = word
            .trim_end_matches(|c: char| !is_name(c))
            .trim_start_matches(':');
        let names: Names = text.split("::").map(str::to_owned).collect();
        if names.len() > 1 {
            found.push((at, names));
        }
        at += word.len();
    }
    found
}

/// Returns a path from the crate's root on; none for one of another crate.
fn absolute(file: &File, path: &[String], files: &[File]) -> Option<Names> {
    let above = path.iter().take_while(|name| *name == "super").count();
    let rest = &path[above..];
    match &*path[0] {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([&file.module[..], &path[1..]].concat()),
        "super" => Some([&file.module[..file.module.len().checked_sub(above)?], rest].concat()),
        first => {
            let child = [&file.module[..], &[first.to_owned()]].concat();
            files
                .iter()
                .any(|f| f.module == child)
                .then(|| [&file.module[..], path].concat())
        }
    }
}

/// Finds the file that has what a path names, through those that only pass it on.
fn defining(path: &[String], files: &[File], depth: usize) -> Option<usize> {
    assert!(depth < 20, "{path:?} leads in a circle");
    let (at, file) = (1..=path.len()).rev().find_map(|n| {
        let at = files.iter().position(|file| file.module == path[..n])?;
        Some((at, &files[at]))
    })?;
    match path
        .get(file.module.len())
        .and_then(|name| file.imports.get(name))
    {
        Some(import) => {
            let rest = &path[file.module.len() + 1..];
            defining(
                &[&absolute(file, import, files)?[..], rest].concat(),
                files,
                depth + 1,
            )
        }
        None => Some(at),
    }
}

/// Finds the shortest way from a file back to itself.
fn circle(uses: &[BTreeSet<usize>], start: usize) -> Option<Vec<usize>> {
    let mut ways = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut next = Vec::new();
        for way in ways {
            for used in &uses[way[way.len() - 1]] {
                if *used == start {
                    return Some([&way[..], &[start]].concat());
                }
                if seen.insert(*used) {
                    next.push([&way[..], &[*used]].concat());
                }
            }
        }
        ways = next;
    }
    None
}
/// Returns the text without comments and strings, line by line as it was.
fn code(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '\'' if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") => {
                rest[1..].find("\"'").map_or(1, |i| i + 3)
            }
            'r' if raw(rest).is_some() => raw(rest).unwrap_or(1),
            '"' => quoted(rest),
            _ => 0,
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            code.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
            rest = &rest[skipped..];
        }
    }
    code
}

/// Returns the length of a raw string that starts here.
fn raw(rest: &str) -> Option<usize> {
    let hashes = rest[1..].len() - rest[1..].trim_start_matches('#').len();
    let text = rest[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(2 + hashes + text.find(&end)? + end.len())
}

/// Returns the length of a string that starts here.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
