//! `dateline schema`: the form of this site's front matter, one file a kind; prints their paths.

use std::io;
use std::path::Path;

use super::args::Args;
use super::{Status, now, write};
use crate::base::visible;
use crate::content::config::Kind;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::diagnostic::wording::Wording;
use crate::edition::{Edition, Options};
use crate::publish;
use crate::site::Visibility;
use crate::site::schema::schema;

pub(super) fn run(args: &Args, output: Option<&Path>, _: &Wording) -> Result<Status, Failure> {
    let root = args.site()?;
    let visibility = Visibility {
        now: now(None)?,
        ..Visibility::default()
    };
    let edition = Edition::open(
        &root,
        &Options {
            visibility,
            ..Options::default()
        },
    )?;
    let kinds = Kind::ALL
        .iter()
        .map(|(name, kind)| (*name, Some(*kind)))
        .chain([("page", None)]);
    for (name, kind) in kinds {
        let text = format!("{:#}\n", schema(&edition.site, kind));
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
        write(
            &mut io::stdout(),
            &format!("{}\n", visible::line(&path.display().to_string())),
        );
    }
    Ok(Status::Well)
}
