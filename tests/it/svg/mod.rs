//! Which SVGs are published: what drawing programs write, and nothing that runs or loads something.

mod published;
mod refused;

use dateline::picture::svg::{Fault, read};

const ROOT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
                    xmlns:h=\"http://www.w3.org/1999/xhtml\" width=\"2\" height=\"1\">";

/// Returns code, reason and line of what keeps a drawing from being published, if anything does.
fn of(svg: &[u8]) -> Option<(&'static str, &'static str, usize)> {
    let Fault {
        code, reason, at, ..
    } = read(svg).err()?;
    let line = svg[..at.start]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
        + 1;
    Some((code.id, reason, line))
}

/// Returns the same of a drawing with `inside` in its second line.
fn inside(inside: &str) -> Option<(&'static str, &'static str, usize)> {
    of(format!("{ROOT}\n{inside}\n</svg>").as_bytes())
}
