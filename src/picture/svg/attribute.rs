//! What an attribute may say.

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::name::{Namespace, PrefixDeclaration, ResolveResult};
use quick_xml::reader::NsReader;

use super::fault::Fault;
use super::lists;
use super::value::{reference, start, style};
use crate::base::url::split_scheme;

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Checks an attribute of an element, which is one of SVG with this name, or an inert one.
pub(super) fn check(
    reader: &NsReader<&[u8]>,
    element: (bool, &str),
    attribute: &Attribute<'_>,
) -> Result<(), Fault> {
    let name = attribute.key.as_ref();
    let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
        return Err(Fault::unknown("damaged", ""));
    };
    // In a different encoding two names beyond ASCII could be one.
    if name.starts_with("xmlns:") && !name.is_ascii() {
        return Err(Fault::unknown("attribute", name));
    }
    // What is declared counts where it is used.
    if matches!(
        attribute.key.as_namespace_binding(),
        Some(PrefixDeclaration::Default | PrefixDeclaration::Named(_))
    ) {
        return Ok(());
    }
    let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
    let local = local.into_inner();
    match namespace {
        ResolveResult::Bound(Namespace(XLINK)) if local == "href" => reference(element.1, &value),
        ResolveResult::Bound(Namespace(XLINK)) if lists::XLINK.contains(local) => Ok(()),
        ResolveResult::Bound(Namespace(XML)) if matches!(local, "id" | "lang" | "space") => Ok(()),
        ResolveResult::Bound(Namespace(XML)) if local == "base" => {
            Err(Fault::active("load", &*value))
        }
        ResolveResult::Bound(Namespace(other)) if lists::INERT.contains(other) => Ok(()),
        ResolveResult::Bound(_) | ResolveResult::Unknown(_) => {
            Err(Fault::unknown("attribute", name))
        }
        // An attribute without a prefix means something to browsers only on an element that does.
        ResolveResult::Unbound if !element.0 => Ok(()),
        ResolveResult::Unbound if name.to_ascii_lowercase().starts_with("on") => {
            Err(Fault::active("program", name))
        }
        ResolveResult::Unbound => known(element.1, name, &value),
    }
}

/// Checks an attribute of SVG.
fn known(element: &str, name: &str, value: &str) -> Result<(), Fault> {
    match name {
        "href" => reference(element, value),
        "style" => style(value),
        // A name, whatever stands in it: `url()` or a function is none that a browser takes.
        "font-family" => Ok(()),
        // Each is read by itself.
        "values" if value.contains(';') => value
            .split(';')
            .try_for_each(|value| known(element, name, value)),
        "attributeName" if !lists::ATTRIBUTES.contains(value) => {
            Err(Fault::active("animation", value))
        }
        "attributeName" => Ok(()),
        name if lists::TEXTS.contains(name) || is_free(name) => Ok(()),
        name if !lists::ATTRIBUTES.contains(name) => Err(Fault::unknown("attribute", name)),
        _ if split_scheme(&start(value)).is_some() => Err(Fault::active("load", value)),
        _ => style(value),
    }
}

/// Returns true if an attribute belongs to a program, or to readers with a screen reader: browsers
/// read nothing from it.
fn is_free(name: &str) -> bool {
    ["data-", "aria-", "ecmeta_"]
        .iter()
        .any(|start| name.starts_with(start))
}
