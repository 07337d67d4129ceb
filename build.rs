//! Hashes the program's sources into `DATELINE_SOURCES`: what another program wrote is not taken for its own.

#![expect(clippy::disallowed_methods, reason = "a build script reads files")]
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hasher = DefaultHasher::new();
    for name in ["src", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={name}");
        hash(&root.join(name), &mut hasher)?;
    }
    println!("cargo::rustc-env=DATELINE_SOURCES={:016x}", hasher.finish());
    Ok(())
}

/// Hashes a file, or all files of a folder in order of name; a missing one counts as empty.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut inside = fs::read_dir(path)?
            .map(|e| e.map(|e| e.path()))
            .collect::<io::Result<Vec<_>>>()?;
        inside.sort();
        return inside.iter().try_for_each(|p| hash(p, hasher));
    }
    path.file_name().hash(hasher);
    fs::read(path).unwrap_or_default().hash(hasher);
    Ok(())
}
