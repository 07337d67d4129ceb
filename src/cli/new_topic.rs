//! `dateline new topic TITLE`: a topic page with blocks to fill in.

use std::path::Path;

use super::args::Drafting;
use super::draft_file::{create, slug_of_title};
use super::status::Status;
use super::terminal::{print, say};
use crate::base::visible;
use crate::content::config::Config;
use crate::content::yaml::quoted;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::diagnostic::wording::Wording;
use crate::source::Source;

/// What a topic page is called, in English and Chinese.
pub(super) const NAMES: [&str; 3] = ["topic", "topics", "专题"];

/// Returns true if a topic page is meant, and no category of that name.
pub(super) fn is_meant(config: &Config, word: &str) -> bool {
    let mut categories = config.categories.iter();
    NAMES.contains(&word) && !categories.any(|c| c.id == word || c.title == word)
}

pub(super) fn run(root: &Path, drafting: &Drafting, wording: &Wording) -> Result<Status, Failure> {
    let title = drafting.title.as_deref().map_or("", str::trim);
    let slug = slug_of_title(title);
    if slug.is_empty() {
        return Err(Failure::new(code::UNUSABLE_TITLE).with("title", title));
    }
    let source =
        Source::open(root).map_err(|e| Failure::io(code::UNWRITABLE_FILE, root.display(), &e))?;
    let path = format!("content/topics/{slug}.md");
    let place = create(&source, root, &path, &text(title, wording))?;
    print(&format!(
        "{}\n",
        visible::line(&place.display().to_string())
    ));
    say(wording, "made-topic", &[]);
    Ok(Status::Well)
}

/// Writes the front matter: what is needed, filled in; the rest behind `#`, since what it names is
/// the editor's to say.
fn text(title: &str, wording: &Wording) -> String {
    let said = |id: &str| wording.say(id, &[]);
    format!(
        "---\n\
        title: {title}\n\
        draft: true  # {draft}\n\
        # summary:   # {summary}\n\
        # image: {{ src: , alt: }}  # {image}\n\
        # until:     # {until}\n\
        # blocks:    # {blocks}\n\
        #   - {{ title: {picked}, articles: [] }}\n\
        #   - {{ title: {newest}, tag: , limit: 10 }}\n\
        ---\n\n",
        title = quoted(title),
        draft = said("new-draft"),
        summary = said("new-summary"),
        image = said("new-image"),
        until = said("new-until"),
        blocks = said("new-blocks"),
        picked = said("new-block-picked"),
        newest = said("new-block-newest"),
    )
}
