//! What is read of the files at fixed addresses.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::load::{Reading, gathered};
use crate::base::path::SitePath;
use crate::content::attachment::{self, Attachment};
use crate::content::notes::Notes;
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::picture;
use crate::picture::svg;
use crate::source::Entry;

/// In how many of its first bytes the size of a picture at a fixed address is looked for.
const HEAD: usize = 512 * 1024;

impl Reading<'_> {
    /// Reads what must be known of the files below `static/`, which the walk found.
    ///
    /// They are the site owner's, as a theme is: any kind of file is published, as it is.
    pub(super) fn fixed(&self, files: &[Entry]) -> Checked<BTreeMap<SitePath, Attachment>> {
        let read: Vec<_> = files
            .par_iter()
            .map(|f| (f.path.clone(), self.at_fixed_address(f)))
            .collect();
        gathered(read)
    }

    fn at_fixed_address(&self, entry: &Entry) -> Result<Attachment, Diagnostic> {
        let path = &entry.path;
        if !path.as_str().starts_with("static/") {
            // A file in the place of the folder is at no address.
            return Err(Diagnostic::new(code::STATIC_IS_A_FILE, Span::file(path)));
        }
        if let Some(problem) = attachment::unfit(path) {
            return Err(problem);
        }
        if let Some(known) = self.cache.attachment(entry) {
            return Ok(known.clone());
        }
        let extension = path.extension();
        let is_picture = picture::is_picture(&extension);
        let head = if is_picture { HEAD } else { 0 };
        let read = self.source.digest(path, head);
        let (digest, first, stamp) = read.map_err(|e| self.source.unreadable(path, &e))?;
        let pixels = match &*extension {
            "svg" => svg::read(&first).ok().flatten(),
            _ if is_picture => picture::size(&first),
            _ => None,
        };
        Ok(Attachment {
            digest,
            stamp,
            pixels,
            format: None,
            raster: None,
            notes: Notes::default(),
        })
    }
}
