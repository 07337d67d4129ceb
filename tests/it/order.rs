//! A module of the program uses only modules that `src/lib.rs` names before it.

use std::path::Path;

use crate::support;

#[test]
fn a_module_uses_only_those_before_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let order = modules(&std::fs::read_to_string(src.join("lib.rs")).unwrap());
    let mut faults = Vec::new();
    for (name, path) in support::files(&src)
        .into_iter()
        .filter(|(name, _)| name.ends_with(".rs"))
    {
        let module = name.trim_end_matches(".rs").split('/').next().unwrap();
        if ["lib", "main"].contains(&module) {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        faults.extend(
            early(&order, module, &text)
                .into_iter()
                .map(|fault| format!("src/{name}:{fault}")),
        );
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn what_comes_too_early_is_found() {
    let order = modules("//! pub mod no;\npub mod a;\n\npub mod b;\npub mod c;\n");
    assert_eq!(order, ["a", "b", "c"]);
    let check = |module, text, expected: &[&str]| {
        assert_eq!(early(&order, module, text), expected, "{text}")
    };
    check(
        "b",
        "use crate::a::X;\nuse crate::b::Y;\nfn f() -> crate::c::Z {}\n",
        &["3: b uses c"],
    );
    check(
        "a",
        "use crate::{\n    a,\n    b::{self, c},\n    c,\n};\n",
        &["1: a uses b", "1: a uses c"],
    );
    check(
        "a",
        "//! See [`crate::c`].\n/// crate::c\nlet s = \"crate::c\"; // crate::c\n",
        &[],
    );
    check(
        "a",
        "let quote = '\"'; crate::b::f(); let s = r#\"\" crate::c \"#;",
        &["1: a uses b"],
    );
    check("a", "use crate::d;", &["1: a uses d"]);
}

/// Returns the modules of the crate in the order named.
fn modules(lib: &str) -> Vec<String> {
    let names = lib.lines().filter_map(|l| {
        l.strip_prefix("pub mod ")
            .or(l.strip_prefix("mod "))?
            .strip_suffix(';')
    });
    names.map(str::to_owned).collect()
}

/// Finds the uses in `module` of what is not named before it, each as `line: module uses other`.
fn early(order: &[String], module: &str, text: &str) -> Vec<String> {
    let place = |name: &str| order.iter().position(|m| m == name);
    let own = place(module);
    assert!(own.is_some(), "{module} is not in src/lib.rs");
    let text = code(text);
    let mut faults = Vec::new();
    for (at, path) in text.match_indices("crate::") {
        let line = text[..at].matches('\n').count() + 1;
        let used = firsts(&text[at + path.len()..]);
        let early = used
            .into_iter()
            .filter(|name| place(name).is_none() || place(name) > own);
        faults.extend(early.map(|name| format!("{line}: {module} uses {name}")));
    }
    faults
}

/// Returns the first names of the paths that start here: one, or those of a list in braces.
fn firsts(rest: &str) -> Vec<&str> {
    let end = |text: &str| {
        text.find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(text.len())
    };
    let Some(list) = rest.strip_prefix('{') else {
        return vec![&rest[..end(rest)]];
    };
    let (mut depth, mut names, mut start) = (0, Vec::new(), true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && c.is_alphabetic() => {
                names.push(&list[at..at + end(&list[at..])]);
                start = false;
            }
            _ => {}
        }
    }
    names
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
