//! `dateline schema`: the form of this site's front matter, one file a kind; prints their paths.

use std::path::Path;

use super::args::Args;
use super::site::options;
use super::status::Status;
use super::terminal::print;
use crate::base::visible;
use crate::content::config::Kind;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::edition::Edition;
use crate::publish;
use crate::site::schema::schema;

pub(super) fn run(args: &Args, output: Option<&Path>) -> Result<Status, Failure> {
    let root = args.site()?;
    let edition = Edition::open(&root, &options(None)?)?;
    let layouts: Vec<&str> = edition.theme.layouts().collect();
    let kinds = Kind::ALL
        .iter()
        .map(|(name, kind)| (*name, Some(*kind)))
        .chain([("page", None)]);
    for (name, kind) in kinds {
        let text = format!("{:#}\n", schema(&edition.site, &layouts, kind));
        let own = format!(".dateline/schema/{name}.json");
        let (path, written) = match output {
            Some(folder) => {
                let path = folder.join(format!("{name}.json"));
                let written = publish::overwrite(&path, text.as_bytes());
                (path, written)
            }
            None => (
                root.join(&own),
                publish::overwrite_own(&edition.source, &own, text.as_bytes()),
            ),
        };
        written.map_err(|e| Failure::io(code::UNWRITABLE_FILE, path.display(), &e))?;
        print(&format!("{}\n", visible::line(&path.display().to_string())));
    }
    Ok(Status::Well)
}
