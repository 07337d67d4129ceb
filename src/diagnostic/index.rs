//! The codes of all messages with their long forms: for `dateline explain`, and for
//! `docs/codes.*.md`.
//!
//! Message and hints are those of `src/diagnostic/messages/*.ftl`; the long form and an example of
//! a mistake and of its fix are in `src/diagnostic/messages/codes.*.ftl`, one entry a code.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentMessage, FluentResource};
use fluent_syntax::ast::Pattern;
use unic_langid::LanguageIdentifier;

use crate::base::date::Language;
use crate::diagnostic::code;

/// A code, explained.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The code.
    pub code: &'static str,
    /// Its message, with an ellipsis for what differs from case to case.
    pub message: String,
    /// The hints of its message.
    pub hints: Vec<String>,
    /// The long form: what the code is about, and why it matters.
    pub long: String,
    /// A mistake.
    pub wrong: Option<String>,
    /// The same, fixed.
    pub right: Option<String>,
}

type Bundle = FluentBundle<FluentResource>;

/// Returns every code, in order of id.
pub fn entries(language: Language) -> Vec<Entry> {
    let (messages, long) = match language {
        Language::Chinese => (
            include_str!("messages/zh.ftl"),
            include_str!("messages/codes.zh.ftl"),
        ),
        Language::English => (
            include_str!("messages/en.ftl"),
            include_str!("messages/codes.en.ftl"),
        ),
    };
    let mut codes: Vec<&str> = code::ALL.iter().map(|code| code.id).collect();
    codes.sort_unstable();
    let (messages, long) = (bundle(messages, language), bundle(long, language));
    codes
        .into_iter()
        .filter_map(|code| entry(code, &messages, &long))
        .collect()
}

fn bundle(text: &str, language: Language) -> Bundle {
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, _)| rest);
    let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

fn entry(code: &'static str, messages: &Bundle, long: &Bundle) -> Option<Entry> {
    let message = messages.get_message(code)?;
    let about = long.get_message(code)?;
    let hint =
        attribute(messages, &message, "hint").filter(|h| !h.contains('…') || h.chars().count() > 8);
    Some(Entry {
        message: formatted(messages, message.value()?),
        hints: hint.into_iter().collect(),
        long: formatted(long, about.value()?),
        wrong: attribute(long, &about, "wrong"),
        right: attribute(long, &about, "right"),
        code,
    })
}

fn attribute(bundle: &Bundle, message: &FluentMessage<'_>, name: &str) -> Option<String> {
    Some(formatted(bundle, message.get_attribute(name)?.value()))
}

/// Formats a pattern without arguments, with an ellipsis in the place of each.
fn formatted(bundle: &Bundle, pattern: &Pattern<&str>) -> String {
    let text = bundle
        .format_pattern(pattern, None, &mut Vec::new())
        .into_owned();
    let mut parts = text.split("{$");
    let mut formatted = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.split_once('}').map_or("", |(_, rest)| rest);
        formatted.push('…');
        formatted.push_str(rest);
    }
    formatted
}
