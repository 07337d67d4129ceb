//! `--pictures-from`: made pictures are taken from the site that readers see, where a machine starts
//! without those of the last build.

#[cfg(feature = "external")]
use std::time::Duration;

use super::args::Building;
use crate::publish::pictures::Fetch;

/// How long one picture may take.
#[cfg(feature = "external")]
const PATIENCE: Duration = Duration::from_secs(20);

/// The largest that is taken, in bytes.
#[cfg(feature = "external")]
const LARGEST: u64 = 20_000_000;

/// Returns what takes a picture from elsewhere by its address on the site.
#[cfg(feature = "external")]
pub(super) fn fetch(building: &Building) -> Box<Fetch<'static>> {
    let Some(from) = &building.pictures_from else {
        return Box::new(|_| None);
    };
    let from = from.trim_end_matches('/').to_owned();
    let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE));
    let agent: ureq::Agent = config.build().into();
    Box::new(move |address| {
        let mut answer = agent.get(format!("{from}{address}")).call().ok()?;
        let body = answer.body_mut().with_config().limit(LARGEST);
        body.read_to_vec().ok()
    })
}

/// Returns what takes none: this program has no way to the network.
#[cfg(not(feature = "external"))]
pub(super) fn fetch(_: &Building) -> Box<Fetch<'static>> {
    Box::new(|_| None)
}
