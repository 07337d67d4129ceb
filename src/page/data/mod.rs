//! What templates may read: plain data, serialised as it stands.
//!
//! Every `href` is root-relative, percent-encoded and carries the site's path prefix; every `url`
//! is absolute. Every text is plain (templates escape it) except the fields named `html`,
//! `html_run_in`, `title_html`, `qr`, `json_ld`, `svg` and `spark`, which are ready to be set as they are. Texts that
//! may be missing are `null`.

mod article;
mod bulletin;
mod elder;
mod html;
mod link;
mod list;
mod search;
mod site;

pub use self::article::*;
pub use self::bulletin::*;
pub use self::elder::*;
pub use self::html::*;
pub use self::link::*;
pub use self::list::*;
pub use self::search::*;
pub use self::site::*;
