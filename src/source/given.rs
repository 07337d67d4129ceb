//! What the command line names: files in any place, and the folder of the site.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::reader::LARGEST_TEXT;

/// How large a list of problems may be, in bytes: a line for each of a hundred thousand articles.
const LARGEST_LIST: u64 = 100_000_000;

/// Reads a list of problems that was named on the command line, in any place.
pub fn read_list(file: &Path) -> io::Result<Vec<u8>> {
    read_up_to(file, LARGEST_LIST)
}

/// Reads a file that was named on the command line, in any place, or standard input if it is
/// `-`; one that is larger than [`LARGEST_TEXT`] is refused.
pub fn read_given(file: &Path) -> io::Result<Vec<u8>> {
    read_up_to(file, LARGEST_TEXT)
}

#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
fn read_up_to(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    let reader: Box<dyn Read> = match file == Path::new("-") {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(file)?),
    };
    let mut bytes = Vec::new();
    reader.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        Err(io::ErrorKind::FileTooLarge.into())
    } else {
        Ok(bytes)
    }
}

/// Returns true if a folder is that of a site.
#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
pub fn is_site(folder: &Path) -> bool {
    folder.join("content/site.yaml").is_file()
}

/// Finds the nearest folder at or above `start` that is that of a site.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| is_site(folder))
        .map(Path::to_path_buf)
}
