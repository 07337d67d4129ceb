//! The address of a page as a QR code, for a telephone that looks at a screen or at paper.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// How many modules stay white around a code (ISO/IEC 18004, 6.3.8).
const QUIET: i32 = 4;

/// How wide a module is set, in pixels.
const SIZE: i32 = 3;

/// Draws an address as SVG; none where it is too long for a code.
///
/// The modules of a row that follow each other are one stroke, so that a code takes about 1.6 kB.
pub(super) fn svg(url: &str) -> Option<String> {
    let code = QrCode::encode_text(url, QrCodeEcc::Low).ok()?;
    let (all, size) = (code.size() + 2 * QUIET, SIZE * (code.size() + 2 * QUIET));
    let mut path = String::new();
    // Where the pen is; each row starts a module's half below its edge.
    for y in 0..code.size() {
        let mut x = 0;
        let mut at = None;
        while x < code.size() {
            let length = (x..code.size())
                .take_while(|x| code.get_module(*x, y))
                .count();
            let length = i32::try_from(length).unwrap_or_default();
            if length > 0 {
                // A string takes everything.
                match at {
                    None => write!(path, "M{} {}.5h{length}", x + QUIET, y + QUIET).ok(),
                    Some(end) => write!(path, "m{} 0h{length}", x - end).ok(),
                };
                at = Some(x + length);
            }
            x += length.max(1);
        }
    }
    Some(format!(
        "<svg class=\"code\" viewBox=\"0 0 {all} {all}\" width=\"{size}\" height=\"{size}\" \
         aria-hidden=\"true\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" \
         d=\"M0 0h{all}v{all}H0z\"/><path stroke=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the modules that a path draws.
    fn drawn(svg: &str) -> Vec<(i32, i32)> {
        let path = svg.rsplit_once("d=\"").map_or("", |(_, path)| path);
        let path = path.split('"').next().unwrap_or_default();
        let mut modules = Vec::new();
        let (mut x, mut y) = (0, 0);
        let mut rest = path;
        while let Some(command) = rest.chars().next() {
            let end = rest[1..]
                .find(char::is_alphabetic)
                .map_or(rest.len(), |at| at + 1);
            let mut numbers = rest[1..end].split(' ');
            let mut number = || {
                numbers
                    .next()
                    .and_then(|n| n.trim_end_matches(".5").parse().ok())
            };
            let first: i32 = number().unwrap_or_default();
            match command {
                'M' => (x, y) = (first, number().unwrap_or_default()),
                'm' => x += first,
                _ => {
                    modules.extend((x..x + first).map(|x| (x, y)));
                    x += first;
                }
            }
            rest = &rest[end..];
        }
        modules
    }

    #[test]
    fn a_code_is_drawn_module_by_module() {
        let url = "https://news.example.cn/2026/11/10/naihan-dianchi.html";
        let svg = svg(url).unwrap_or_default();
        let code = QrCode::encode_text(url, QrCodeEcc::Low).ok();
        let black = code.iter().flat_map(|code| {
            let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
            all.filter(|(x, y)| code.get_module(*x, *y))
        });
        let expected: Vec<(i32, i32)> = black.map(|(x, y)| (x + QUIET, y + QUIET)).collect();
        assert_eq!(drawn(&svg), expected);
        assert!((1_000..3_000).contains(&svg.len()), "{} bytes", svg.len());
        assert_eq!(super::svg(&"a".repeat(9_000)), None);
    }
}
