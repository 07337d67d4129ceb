//! Files at fixed addresses: each is published at its path below `static/`.

use crate::base::url::Url;
use crate::site::Site;
use crate::site::view::View;

pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    for path in site.statics() {
        let address = path.as_str().trim_start_matches("static");
        out.push((Url::new(address), View::Static(path.clone())));
    }
}
