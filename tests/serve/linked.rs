//! Links of the file system: what they lead to is followed, and so is the site's own folder when a
//! different one takes its place.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::preview::Preview;
use crate::support::{Site, copy_tree};
use crate::{SITE, article, site};

/// Sets a link to a new place in one step.
fn set(link: &Path, target: &str) {
    let new = link.with_file_name("link-to-be");
    symlink(target, &new).unwrap();
    fs::rename(new, link).unwrap();
}

#[test]
fn the_file_to_which_a_link_leads_is_followed() {
    let site = site();
    let page = "/2024/01/20/lian.html";
    site.write("texts/lian.md", article("旧", "2024-01-20", ""));
    site.link("content/news/2024-01-20-lian.md", "../../texts/lian.md");
    let preview = Preview::start(&site);
    preview.becomes(page, "旧的正文");
    site.edit("texts/lian.md", "旧的正文", "原地改");
    preview.becomes(page, "原地改");
    // As most editors save.
    site.write("texts/new", article("换", "2024-01-20", ""));
    site.rename("texts/new", "texts/lian.md");
    preview.becomes(page, "换的正文");
    site.remove("texts/lian.md");
    preview.becomes_status(page, 404);
    site.write("texts/lian.md", article("又来", "2024-01-20", ""));
    preview.becomes(page, "又来的正文");
    // A link that comes later, by way of one that is set to a new version.
    site.write("versions/1/hou.md", article("一版", "2024-01-21", ""));
    site.write("versions/2/hou.md", article("二版", "2024-01-21", ""));
    symlink("1", site.at("versions/current")).unwrap();
    site.link(
        "content/news/2024-01-21-hou.md",
        site.at("versions/current/hou.md"),
    );
    preview.becomes("/2024/01/21/hou.html", "一版的正文");
    set(&site.at("versions/current"), "2");
    preview.becomes("/2024/01/21/hou.html", "二版的正文");
    site.edit("versions/2/hou.md", "二版的正文", "二版改");
    preview.becomes("/2024/01/21/hou.html", "二版改");
}

#[test]
fn the_folder_to_which_a_link_leads_is_followed() {
    let site = site();
    site.write("own/assets/style.css", "body { color: red }\n");
    site.write("own/words/zh.yaml", "home: 首页\n");
    site.link("themes/own", "../own");
    site.write("content/site.yaml", format!("{SITE}theme: own\n"));
    site.write("texts/2024-01-20-lian.md", article("旧", "2024-01-20", ""));
    let preview = Preview::start(&site);
    let mut home = preview.listen("/");
    site.write("own/assets/style.css", "body { color: blue }\n");
    home.event("style");
    site.write("own/words/zh.yaml", "home: 头版头条\n");
    preview.becomes("/", "头版头条");
    site.link("content/news/deep", "../../texts");
    preview.becomes("/2024/01/20/lian.html", "旧的正文");
    site.edit("texts/2024-01-20-lian.md", "旧的正文", "改了");
    preview.becomes("/2024/01/20/lian.html", "改了");
    site.write(
        "texts/further/2024-01-21-xin.md",
        article("新", "2024-01-21", ""),
    );
    preview.becomes("/2024/01/21/xin.html", "新的正文");
}

#[test]
fn content_that_is_a_link_is_followed() {
    let site = site();
    fs::rename(site.at("content"), site.at("texts")).unwrap();
    site.link("content", "texts");
    let preview = Preview::start(&site);
    site.edit("texts/news/2024-01-15-er.md", "二的正文", "改了");
    preview.becomes("/2024/01/15/er.html", "改了");
    site.write(
        "texts/news/x/2024-01-20-xin.md",
        article("新", "2024-01-20", ""),
    );
    preview.becomes("/2024/01/20/xin.html", "新的正文");
}

/// Copies a site with a change in one article.
fn version(site: &Site, to: &Path, text: &str) {
    copy_tree(&site.root, to);
    let path = to.join("content/news/2024-01-15-er.md");
    fs::write(path, article(text, "2024-01-15", "")).unwrap();
}

#[test]
fn a_new_folder_in_the_place_of_the_site_is_followed() {
    let site = site();
    let (page, file) = ("/2024/01/15/er.html", "content/news/2024-01-15-er.md");
    let above = site.root.parent().unwrap();
    for name in ["b", "c", "d"] {
        version(&site, &above.join(name), name);
    }
    // The folder itself is moved away, and a different one into its place.
    let preview = Preview::start(&site);
    fs::rename(&site.root, above.join("a")).unwrap();
    fs::rename(above.join("b"), &site.root).unwrap();
    preview.becomes(page, "b的正文");
    site.edit(file, "b的正文", "b改了");
    preview.becomes(page, "b改了");
    // A copy that is the same is a different folder all the same.
    copy_tree(&site.root, &above.join("same"));
    fs::rename(&site.root, above.join("gone")).unwrap();
    fs::rename(above.join("same"), &site.root).unwrap();
    fs::remove_dir_all(above.join("gone")).unwrap();
    site.edit(file, "b改了", "又改");
    preview.becomes(page, "又改");
    drop(preview);
    // A link to the folder is set to a different one.
    let link = above.join("current");
    symlink("c", &link).unwrap();
    let mut command = crate::support::dateline(&["serve", "--lang", "en", "--port", "0"]);
    command.args(["--now", crate::support::NOW, "--root"]);
    let preview = Preview::run(command.arg(&link));
    preview.becomes(page, "c的正文");
    set(&link, "d");
    preview.becomes(page, "d的正文");
    let path = above.join("d").join(file);
    fs::write(path, article("末", "2024-01-15", "")).unwrap();
    preview.becomes(page, "末的正文");
}
