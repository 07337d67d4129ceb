//! The search index: what of a text counts, and how it is laid out in files. Pure.
//!
//! Every string of two characters or more is found, and nothing that is not there is shown: the
//! index says which articles may hold a string, and their texts, which are files too, are looked
//! at before one is shown. There is no server: a script on the page loads the few files that it
//! needs.
//!
//! # Segments
//!
//! Articles lie in segments by age, so that a new article touches the newest only: the newest day,
//! the rest of its month, the rest of its year, older years, and complete fives of years
//! ([`segment`]). The newest day has no index: its texts are loaded as they are.
//!
//! Inside a segment an article has a *number*, the larger the newer: days since the first one of
//! the segment × capacity + slot. The capacity has room for the fullest day; the slot is chosen by
//! a hash of the address, so that no other number moves when an article comes or goes. Within a day
//! numbers say nothing of the time. In the newest day a number is a position by time, from 0.
//!
//! # Files
//!
//! All lie below `/search/` and are scripts of one call, `dl("<name>",<JSON>)`, with `<name>` the
//! file's path below `/search/` without its ending. Strings of JSON have no `<`, U+2028 or U+2029
//! but as `\u003c`, `\u2028`, `\u2029`.
//!
//! * `meta.js`: an object with
//!   * `version`, `form` (hash of `form.js`), `fold`;
//!   * `categories`, a list of `[id, title]`;
//!   * `segments`, the newest first: `id`; `kind`, `text` or `index`; `from` and `to`, its days by
//!     the calendar; `count` of articles; `version`, hash of what it is made of, which stands behind
//!     the address of each of its files (`?v=`); `first`, the day from which numbers count;
//!     `capacity`, `shards`, `span`.
//! * `form.js`: one string, the table of the normal form, and behind `|` the pairs of traditional
//!   and simplified characters where these are the same.
//! * `<segment>/t<k>.js`: the texts of numbers `k × span` to `(k + 1) × span - 1`, ascending; only
//!   where there are any.
//! * `<segment>/s<k>.js`: shard `k`, one string: the lists of all grams whose hash falls into it.
//!   All shards are there, also empty ones.
//! * `<segment>/l-<gram>-<n>.js`: piece `n` of a long list, one string; `<gram>` is the hexadecimal
//!   code points of the gram, parted by `_`.
//! * `<segment>/top.js`: the commonest bigrams of the segment, at most 1,000: a list of `[log2 of
//!   the length of their lists, the bigrams one after the other in order]`, the longest lists first.
//!
//! A text is a row `[number, address, title, day, time, category, fields]`: address without a
//! leading slash, title as printed, `"2024-01-18"`, `"09:30"` (or `""`), index in the categories of
//! `meta`, and what else is searched as printed, a text each. The title is a field as well; the
//! fields of the row are the others: kicker, subtitle, byline, summary if it was written, what is
//! said of the main picture, figures and topics of a bulletin, what is said of other pictures, and
//! last the body, if there is one, whose blocks are parted by line breaks.
//!
//! # Grams
//!
//! A gram is a string of code points of the normal form ([`normal`]) of one field:
//!
//! * every pair of neighbours;
//! * three neighbours that are all below U+2E80 (Latin, digits, Tibetan …);
//! * every single character, of whose list the newest 32 are kept: the texts themselves are as good
//!   a list of what is in most of them.
//!
//! Shard of a gram: FNV-1a over its UTF-16 units (`h = 0x811c9dc5; h = imul(h ^ unit, 0x01000193)`
//! for each), then `h ^= h >>> 15`. With `n` shards and `p` the least power of two with `p >= n`,
//! the shard is `h & (p - 1)`, or where that is `n` or more, `h & (p / 2 - 1)`: one shard more takes
//! grams from one other only.
//!
//! # Lists
//!
//! A shard is `gram:list;gram:list;…`, in order of length and then of characters. Signs of the
//! coding are punctuation, which no gram has. A list is numbers in descending order, decimal: the
//! first one, then each time the difference to the one before.
//!
//! * Fewer than 64 numbers, `gram:17,2,5;`: parted by commas.
//! * From 64 on, `gram:17b2a5io;`: a *mask* of the characters that follow the gram in that article
//!   stands behind each number. Characters fall into eight classes, `imul(c, 0x9e3779b1) >>> 29`
//!   for the code point `c`. A letter `a` to `h` says that one class follows; otherwise two letters
//!   `i` to `x`, the upper and the lower four bits of the mask, whose bit `k` is class `k`. The end
//!   of a field is in no class: a mask may be empty, `ii`.
//! * A single character whose list was cut, `gram!:17,2,5;`. Lists of single characters have no
//!   masks.
//! * More than 2,048 numbers, `gram*w:n,n,n;`: the list is in pieces, of which `n` has the numbers
//!   from `n << w` to `((n + 1) << w) - 1`. The newest piece is first. A piece is a list with masks
//!   that starts anew with a whole number.

mod gram;
pub mod layout;
mod list;
pub mod make;
pub mod normal;
mod runs;
pub mod script;
pub mod segment;
pub mod text;

/// Characters below are of no Chinese, Japanese or Korean script: they have fewer different pairs,
/// so that three are needed to tell texts apart.
const FOREIGN: char = '\u{2e80}';
