//! Built-in templates below those of the site's theme: always in reach, and piece by piece.
//!
//! A theme that replaces a template may extend or include the built-in one as `default/…`. A theme
//! that defines a component of a built-in name replaces that one component.

use std::collections::BTreeSet;

use super::files::{BUILT_IN_FILES, DEFAULT, Files};
use super::scan::Names;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// The template that holds the built-in components.
const COMPONENTS: &str = "partials/components.html";

/// Adds the built-in templates that those of the site's theme name as `default/…`, and takes out
/// the built-in components that the theme has its own of.
pub(super) fn add(files: &mut Files) -> Vec<Diagnostic> {
    let mut named = BTreeSet::new();
    let mut components = BTreeSet::new();
    for (_, text) in files.own_templates() {
        let names = Names::of(&text);
        let templates = names.templates.into_iter().map(|named| named.name);
        named.extend(templates.filter(|name| name.starts_with(DEFAULT)));
        components.extend(names.components.into_iter().map(|named| named.name));
    }
    let problems = reserved(files);
    for name in named {
        let path = format!("templates/{name}");
        if let Some(text) = built_in(&name)
            && !files.paths.is_own(&path)
        {
            files.set(path, text.to_vec());
        }
    }
    let is_replaced = files.paths.is_own(&format!("templates/{COMPONENTS}"));
    for name in [COMPONENTS.to_owned(), format!("{DEFAULT}{COMPONENTS}")] {
        // Each name may be defined once: the second file of the built-in ones counts where the
        // first does not.
        let counts = is_replaced == name.starts_with(DEFAULT);
        take_out(files, &name, |component| {
            !counts || components.contains(component)
        });
    }
    problems
}

/// Returns the text of a built-in template by its name below `default/`.
fn built_in(name: &str) -> Option<&'static [u8]> {
    let below = name.strip_prefix(DEFAULT)?;
    BUILT_IN_FILES.get(&format!("templates/{below}"))
}

/// Returns the names of all built-in templates, as they are below `default/`.
pub(super) fn names() -> impl Iterator<Item = String> {
    let files = BUILT_IN_FILES.iter();
    let templates = files.filter_map(|(path, _)| path.strip_prefix("templates/"));
    templates.map(|name| format!("{DEFAULT}{name}"))
}

/// Takes components out of a built-in template; every other byte stays where it is.
fn take_out(files: &mut Files, name: &str, is_out: impl Fn(&str) -> bool) {
    let path = format!("templates/{name}");
    let Some(bytes) = files.get(&path).filter(|_| !files.paths.is_own(&path)) else {
        return;
    };
    let mut bytes = bytes.to_vec();
    let components = Names::of(&String::from_utf8_lossy(&bytes)).components;
    for component in components.iter().filter(|c| is_out(&c.name)) {
        for byte in &mut bytes[component.range.clone()] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    files.set(path, bytes);
}

/// Reports files of the site's theme that lie where the built-in templates are found.
fn reserved(files: &Files) -> Vec<Diagnostic> {
    let folder = format!("templates/{DEFAULT}");
    let own = files.paths.own.iter();
    own.filter(|name| name.starts_with(&folder))
        .map(|name| {
            let span = Span::file(&files.paths.path(name));
            Diagnostic::new(code::RESERVED_TEMPLATE_FOLDER, span)
        })
        .collect()
}
