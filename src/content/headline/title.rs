//! A headline with what is known of its lines.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::line::width;
use super::names::Names;
use super::units::{self, Piece};
use super::wish;
use crate::base::html::escape;

/// Parts the text from the pieces; no document may hold it.
const END: char = '\0';

/// How wide the narrowest place for a headline is sure to be, in halves of a character: what is
/// not wider needs no care.
const LINE: usize = 16;

/// How wide a part between two bars may be to be kept in one piece everywhere.
const PART: usize = 18;

/// A headline. It reads as its text, without the editor's bars.
///
/// Behind the text stand the pieces that are not to be broken, as letters: `C` is three
/// characters in one piece, `c` three as they are; brackets hold a part between two bars. So it
/// takes no more memory than its text and a byte a piece.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title(Box<str>);

/// How long a headline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// From 25 characters: it is set a size smaller.
    Long,
    /// From 45 characters: two sizes smaller.
    Longest,
}

impl Size {
    /// Returns its name for templates.
    pub fn name(self) -> &'static str {
        match self {
            Size::Long => "long",
            Size::Longest => "longest",
        }
    }
}

impl Title {
    /// Takes a headline as it is: its lines may be broken anywhere.
    pub fn plain(written: &str) -> Title {
        Title(wish::plain(written).replace(END, "").into())
    }

    /// Finds where a Chinese headline may be broken; `own` are the names of the site and of its
    /// article.
    pub fn chinese(written: &str, own: [&Names; 2]) -> Title {
        let Title(plain) = Title::plain(written);
        let parts = wish::parts(written);
        if parts.len() < 2 && width(&plain) <= LINE || written.contains(END) {
            return Title(plain);
        }
        let mut text = String::from(plain);
        text.push(END);
        if parts.len() < 2 {
            let pieces = units::pieces(&text[..text.len() - 1], own);
            write(&mut text, &pieces);
        } else {
            for part in &parts {
                write_part(&mut text, part, own);
            }
        }
        Title(text.into())
    }

    /// Returns it as HTML, in which words are kept whole.
    pub fn html(&self) -> String {
        let (mut rest, pieces) = self.0.split_once(END).unwrap_or((&self.0, ""));
        let mut out = String::with_capacity(rest.len() + 8 * pieces.len());
        for piece in pieces.bytes() {
            match piece {
                b'(' => out.push_str("<u>"),
                b')' => out.push_str("</u>"),
                _ => {
                    let length = usize::from(piece.to_ascii_lowercase().saturating_sub(b'a')) + 1;
                    let end = rest
                        .char_indices()
                        .nth(length)
                        .map_or(rest.len(), |(at, _)| at);
                    let is_whole = piece.is_ascii_uppercase();
                    out.push_str(if is_whole { "<i>" } else { "" });
                    escape(&mut out, &rest[..end]);
                    out.push_str(if is_whole { "</i>" } else { "" });
                    rest = &rest[end..];
                }
            }
        }
        escape(&mut out, rest);
        out
    }

    /// Returns how long it is, if it is longer than most.
    pub fn size(&self) -> Option<Size> {
        match width(self) {
            0..50 => None,
            50..90 => Some(Size::Long),
            90.. => Some(Size::Longest),
        }
    }
}

/// Writes a part between two bars.
fn write_part(out: &mut String, part: &str, own: [&Names; 2]) {
    let length = part.trim_end().chars().count();
    if width(part) <= PART && !part.trim_end().contains(char::is_whitespace) {
        let is_spaced = length < part.chars().count();
        write(
            out,
            &[Piece {
                length,
                is_whole: length > 1,
            }],
        );
        write(
            out,
            &[Piece {
                length: usize::from(is_spaced),
                is_whole: false,
            }],
        );
        return;
    }
    out.push('(');
    write(out, &units::pieces(part, own));
    out.push(')');
}

fn write(out: &mut String, pieces: &[Piece]) {
    for piece in pieces {
        let first = if piece.is_whole { b'A' } else { b'a' };
        let mut left = piece.length;
        while left > 0 {
            let length = left.min(26);
            out.push(char::from(
                first + u8::try_from(length - 1).unwrap_or_default(),
            ));
            left -= length;
        }
    }
}

impl Deref for Title {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.split_once(END).map_or(&self.0, |(text, _)| text)
    }
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(written: &str) -> String {
        let title = Title::chinese(written, [&Names::of(["湟州"]), &Names::default()]);
        assert_eq!(*title, *wish::plain(written));
        title.html()
    }

    #[test]
    fn words_of_a_headline_are_kept_whole() {
        for (written, expected) in [
            ("雪天慢行", "雪天慢行"),
            (
                "AT&T 进了湟州的老小区了",
                "AT&amp;T <i>进了</i><i>湟州的</i><i>老小区了</i>",
            ),
            (
                "停了四十一天的电梯，|昨天又动了",
                "<u><i>停了</i><i>四十一天的</i><i>电梯</i>，</u><i>昨天又动了</i>",
            ),
            ("好|的 |坏", "好的 坏"),
        ] {
            assert_eq!(html(written), expected, "{written}");
        }
    }

    #[test]
    fn pieces_reach_no_text() {
        let title = Title::chinese("背阴的台阶为什么最\0难化呢", [&Names::default(); 2]);
        assert_eq!(title.to_string(), "背阴的台阶为什么最难化呢");
        let damaged = Title("雪\0ZZ(z".into());
        assert_eq!(damaged.html(), "<i>雪</i><i></i><u>");
    }

    #[test]
    fn long_headlines_are_set_smaller() {
        let of = |count| Title::plain(&"雪".repeat(count)).size();
        assert_eq!(of(24), None);
        assert_eq!(of(25), Some(Size::Long));
        assert_eq!(of(44), Some(Size::Long));
        assert_eq!(of(45), Some(Size::Longest));
    }
}
