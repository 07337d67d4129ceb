//! The publisher, as `site.yaml` describes it: registrations, contact, pictures, and the profile that
//! asks for some of them.

use super::choice::choice;
use super::menu::Destination;
use crate::base::url::is_web;
use crate::content::yaml::Fields;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// Page-tag and footer rules that the site follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// 《政府网站发展指引》国办发〔2017〕47号.
    GovCn,
}

/// Pictures of the publisher, each a path below `content/` or of the theme.
#[derive(Clone, Debug, Default)]
pub struct Face {
    /// The nameplate.
    pub light: Option<Destination>,
    /// The nameplate on a dark page.
    pub dark: Option<Destination>,
    /// What icons are made from.
    pub icon: Option<Destination>,
    /// What is shown where an address is shared that has no picture of its own.
    pub share: Option<Destination>,
}

/// What the footer and the gov-cn profile say of the publisher.
#[derive(Clone, Debug, Default)]
pub struct Organization {
    /// 网站标识码.
    pub id_code: Option<String>,
    /// ICP备案编号.
    pub icp: Option<String>,
    /// 公安机关备案号.
    pub police: Option<String>,
    /// 联系方式.
    pub contact: Option<String>,
    /// Where readers report a mistake (我为政府网站找错): an address of the web.
    pub report: Option<String>,
    /// Its pictures.
    pub face: Face,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Organization {
    let Some(node) = fields.take("organization") else {
        return Organization::default();
    };
    let mut inner = fields.inner(node, "organization");
    let organization = Organization {
        id_code: inner.text("id_code").map(str::to_owned),
        icp: inner.text("icp").map(str::to_owned),
        police: inner.text("police").map(str::to_owned),
        contact: inner.text("contact").map(str::to_owned),
        report: report(&mut inner),
        face: face(&mut inner),
    };
    inner.finish();
    organization
}

/// Reads the address at which readers report mistakes.
fn report(fields: &mut Fields<'_>) -> Option<String> {
    let (url, node) = fields.text_at("report")?;
    if !is_web(url) {
        let problem = Diagnostic::new(code::INVALID_URL, fields.at(node)).with("url", url);
        fields.report(problem);
        return None;
    }
    Some(url.to_owned())
}

/// Reads the pictures of the publisher.
fn face(fields: &mut Fields<'_>) -> Face {
    let mut face = Face {
        icon: destination(fields, "icon"),
        share: destination(fields, "share"),
        ..Face::default()
    };
    if let Some(node) = fields.take("logo") {
        let mut inner = fields.inner(node, "logo");
        face.light = destination(&mut inner, "light");
        face.dark = destination(&mut inner, "dark");
        if face.light.is_none() && face.dark.is_some() {
            inner.missing("light");
        }
        inner.finish();
    }
    face
}

/// Reads a text with its place.
pub(super) fn destination(fields: &mut Fields<'_>, key: &'static str) -> Option<Destination> {
    let (text, node) = fields.text_at(key)?;
    Some(Destination {
        text: text.to_owned(),
        at: node.span.clone(),
    })
}

/// Reads the profile, and checks that the organization has what its rule asks for.
pub(super) fn profile(fields: &mut Fields<'_>, organization: &Organization) -> Option<Profile> {
    let word = fields.text_at("profile")?;
    let profile = choice(fields, "profile", word, &[("gov-cn", Profile::GovCn)])?;
    let span = fields
        .key_span("organization")
        .or_else(|| fields.key_span("profile"))
        .unwrap_or_else(|| fields.span());
    let needed = [
        ("id_code", &organization.id_code),
        ("icp", &organization.icp),
        ("police", &organization.police),
        ("contact", &organization.contact),
    ];
    for (key, value) in needed {
        if value.is_none() {
            fields.report(
                Diagnostic::new(code::MISSING_PROFILE_KEY, span.clone())
                    .with("key", format!("organization.{key}")),
            );
        }
    }
    if let Some(code) = organization.id_code.as_deref()
        && !is_site_code(code)
    {
        fields.report(Diagnostic::new(code::INVALID_SITE_CODE, span).with("code", code));
    }
    Some(profile)
}

/// Returns true if a code has the form of 网站标识码: ten digits, or `bm` and eight (ministries).
fn is_site_code(code: &str) -> bool {
    let digits = code.strip_prefix("bm").unwrap_or(code);
    code.len() == 10 && digits.bytes().all(|b| b.is_ascii_digit())
}
