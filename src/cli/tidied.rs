//! A draft with all fixed that `check --fix` would fix.

use crate::base::path::SitePath;
use crate::content::config::{Category, Config};
use crate::content::document;
use crate::diagnostic::{Checked, Diagnostic};
use crate::edition::fix;

/// How often a draft is read again with further fixes.
const ROUNDS: usize = 10;

/// Fixes what `check --fix` would fix in a draft, and counts it.
pub(super) fn tidied(
    path: &str,
    text: &str,
    category: &Category,
    config: &Config,
) -> (String, u64) {
    let file = SitePath::new(path);
    let category = config.categories.position(|c| c.id == category.id);
    let mut text = text.to_owned();
    let mut total = 0;
    for _ in 0..ROUNDS {
        let Checked {
            value,
            mut problems,
        } = document::parse(&file, &text, category, config);
        // What breaks the copy rules is kept with the document.
        problems.extend(
            value
                .iter()
                .flat_map(|document| document.copy_problems(config)),
        );
        let own = |problem: &&Diagnostic| problem.span.as_ref().is_some_and(|s| s.file == file);
        let fixes = problems
            .iter()
            .filter(own)
            .map(|problem| problem.fix.as_slice());
        let (bytes, count) = fix::apply(text.as_bytes(), fixes.filter(|fix| !fix.is_empty()));
        let Ok(fixed) = String::from_utf8(bytes) else {
            break;
        };
        if count == 0 || fixed == text {
            break;
        }
        text = fixed;
        total += count as u64;
    }
    (text, total)
}
