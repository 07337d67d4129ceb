//! What every template sees as `site`.

use crate::base::url::Url;
use crate::content::config::Profile;
use crate::content::document::Document;
use crate::page::data::{Link, OrganizationData, SiteData};
use crate::page::feed;
use crate::page::reader::Reader;
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
        publisher: config.publisher.clone(),
        home: r.href(&Url::new("/")),
        archive: r.href(&Url::new("/archive/")),
        tags: r.href(&Index::Tags.url()),
        columns_index: (!config.columns.is_empty()).then(|| r.href(&Index::Columns.url())),
        series_index: (!config.series.is_empty()).then(|| r.href(&Index::Series.url())),
        menu: r.shared.sections.to_vec(),
        columns: r.shared.columns.to_vec(),
        series: r.shared.series.to_vec(),
        feeds: feed::links(r, Scope::All),
        pages: r.site.pages.iter().map(|page| link(r, page)).collect(),
        profile: config.profile.map(|Profile::GovCn| "gov-cn"),
        organization: OrganizationData {
            id_code: organization.id_code.clone(),
            icp: organization.icp.clone(),
            police: organization.police.clone(),
            contact: organization.contact.clone(),
        },
        assets: assets
            .map(|(name, asset)| (name.clone(), r.href(&asset.url)))
            .collect(),
    }
}

fn link(r: Reader<'_>, page: &Document) -> Link {
    Link {
        title: page.title.to_string(),
        href: r.href(&r.site.url(page)),
    }
}
