//! Walks and reads the site's files: the only reader of the disk.
//!
//! A path of the site is a [`SitePath`](crate::base::path::SitePath) from here on: relative, with
//! `/` between its parts. Symbolic links are followed while they stay inside the site's folder and
//! are a problem when they leave it: every file is opened through the folder itself, which refuses
//! the others.

mod encoding;
mod folder;
mod given;
mod links;
mod reader;
mod stamp;
mod walk;

pub use self::encoding::{decoded, text, valid};
pub use self::folder::real;
pub(crate) use self::folder::{is_left_out, is_outside, open_regular};
pub use self::given::{find_root, is_site, read_given, read_list};
pub use self::links::way;
pub use self::reader::{LARGEST_TEXT, Overlay, Pieces, Source};
pub use self::stamp::{Size, Stamp};
pub use self::walk::Entry;
