//! What every template sees as `site`.

use crate::base::url::Url;
use crate::content::config::Profile;
use crate::content::document::Document;
use crate::page::data::{IconsData, Link, LogoData, OrganizationData, SiteData};
use crate::page::reader::Reader;
use crate::page::{contact, elder_days, feed, latest, map, menu, search};
use crate::site::Scope;
use crate::site::view::Index;

/// Reads what every template sees as `site`: the configuration, the theme's assets, the standing
/// pages.
pub fn site_data(r: Reader<'_>) -> SiteData {
    let config = &r.site.config;
    let organization = &config.organization;
    let assets = r.theme.assets();
    SiteData {
        title: config.title.clone(),
        language: config.language.clone(),
        locale: locale(&config.language),
        publisher: config.publisher.clone(),
        home: r.href(&Url::new("/")),
        archive: r.href(&Url::new("/archive/")),
        latest: r.href(&latest::url()),
        map: r.href(&map::url()),
        search: config.search.map(|_| r.href(&search::url())),
        tags: r.href(&Index::Tags.url()),
        people_index: config.people.then(|| r.href(&Index::People.url())),
        columns_index: (!config.columns.is_empty()).then(|| r.href(&Index::Columns.url())),
        series_index: (!config.series.is_empty()).then(|| r.href(&Index::Series.url())),
        menu: menu::menu(r),
        menu_end: menu::end(r),
        footer: menu::footer(r),
        sections: r.shared.sections.to_vec(),
        columns: r.shared.columns.to_vec(),
        series: r.shared.series.to_vec(),
        feeds: feed::links(r, Scope::All),
        pages: standing_pages(r).map(|page| link(r, page)).collect(),
        profile: config.profile.map(|Profile::GovCn| "gov-cn"),
        elder: config.elder.then(|| r.href(&elder_days::home())),
        reading_aids: config.reading_aids,
        organization: OrganizationData {
            id_code: organization.id_code.clone(),
            icp: organization.icp.clone(),
            police: organization.police.clone(),
            contact: organization.contact.clone(),
            contact_parts: contact::parts(organization.contact.as_deref().unwrap_or_default()),
            report: organization.report.clone(),
            police_href: organization.police.as_deref().and_then(police),
        },
        logo: logo(r),
        icons: icons(r),
        share: r.share(),
        extra: config.extra.clone(),
        assets: assets
            .map(|(name, asset)| (name.clone(), r.href(&asset.url)))
            .collect(),
    }
}

fn logo(r: Reader<'_>) -> Option<LogoData> {
    let face = r.theme.face();
    let light = face.light.as_ref()?;
    Some(LogoData {
        src: r.href(&light.url),
        dark: face.dark.as_ref().map(|dark| r.href(&dark.url)),
        width: light.width,
        height: light.height,
    })
}

fn icons(r: Reader<'_>) -> Option<IconsData> {
    let face = r.theme.face();
    let [touch, icon, ..] = face.icons.as_slice() else {
        return None;
    };
    Some(IconsData {
        icon: r.href(icon),
        touch: r.href(touch),
        manifest: r.href(face.manifest.as_ref()?),
    })
}

/// Returns where the ministry shows the registration of a site, by the number in its text.
fn police(registration: &str) -> Option<String> {
    let digits: String = registration.chars().filter(char::is_ascii_digit).collect();
    let is_number = digits.len() == 14;
    is_number.then(|| format!("https://beian.mps.gov.cn/#/query/webSearch?code={digits}"))
}

/// Returns the `language_TERRITORY` of a language tag (<https://ogp.me/#optional>), if it names a
/// territory.
fn locale(tag: &str) -> Option<String> {
    let (primary, rest) = tag.split_once('-')?;
    let is_territory =
        |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    // An extension may have parts of two letters too; it follows after one of a single letter.
    let mut parts = rest.split('-').take_while(|part| part.len() > 1);
    let territory = parts.find(is_territory)?;
    let (primary, territory) = (primary.to_ascii_lowercase(), territory.to_ascii_uppercase());
    Some(format!("{primary}_{territory}"))
}

/// Returns the standing pages that every page leads to: topic pages come and go, and are no part of
/// what all pages show.
fn standing_pages(r: Reader<'_>) -> impl Iterator<Item = &Document> {
    let pages = r.site.pages.iter().map(|page| &**page);
    pages.filter(|page| !page.is_topic())
}

fn link(r: Reader<'_>, page: &Document) -> Link {
    Link {
        title: page.title.to_string(),
        href: r.href(&r.site.url(page)),
    }
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn a_locale_has_a_language_and_a_territory() {
        for (tag, expected) in [
            ("zh-CN", Some("zh_CN")),
            ("zh-Hans-CN", Some("zh_CN")),
            ("zh-hk", Some("zh_HK")),
            ("en", None),
            ("bo", None),
            ("zh-Hant", None),
            ("es-419", None),
            ("zh-x-cn", None),
        ] {
            assert_eq!(locale(tag).as_deref(), expected, "{tag}");
        }
    }
}
