//! `--pictures-from`: made pictures come from the site that readers see, behind a real host.

use std::collections::BTreeMap;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use dateline::picture::{Recipe, derive};

use crate::pictures::{WHOLE, fixture, published, site};
use crate::support::copy_tree;

const NOW: [&str; 2] = ["--now", "2024-02-01T12:00:00+08:00"];

/// nginx, which serves a folder on a port of its own until it is dropped.
struct Host {
    child: Child,
    port: u16,
    folder: PathBuf,
}

impl Host {
    /// Serves `live` below `folder`; what has no file is answered by `otherwise`.
    fn start(folder: &Path, otherwise: &str) -> Host {
        // The port is free when it is given back; nothing else on this machine asks for this one.
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr());
        let port = port.unwrap().port();
        let here = folder.display();
        let settings = format!(
            "daemon off; master_process off; pid {here}/pid; error_log {here}/error.log;
            events {{}}
            http {{
                access_log {here}/access.log;
                client_body_temp_path {here}/body; proxy_temp_path {here}/proxy;
                fastcgi_temp_path {here}/fastcgi; uwsgi_temp_path {here}/uwsgi;
                scgi_temp_path {here}/scgi;
                server {{
                    listen 127.0.0.1:{port}; root {here}/live;
                    location / {{ try_files $uri {otherwise}; }}
                }}
            }}"
        );
        fs::write(folder.join("nginx.conf"), settings).unwrap();
        let mut nginx = Command::new("nginx");
        nginx.arg("-p").arg(folder).arg("-c").arg("nginx.conf");
        nginx.stderr(Stdio::null());
        let child = nginx.spawn().expect("nginx is installed");
        let until = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "nginx does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        Host {
            child,
            port,
            folder: folder.to_owned(),
        }
    }

    /// Returns the status of each address that was asked for, and how often.
    fn asked(mut self) -> BTreeMap<(String, u16), usize> {
        // Its log is whole when it has ended.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut found = BTreeMap::new();
        for line in fs::read_to_string(self.folder.join("access.log"))
            .unwrap()
            .lines()
        {
            let (_, rest) = line.split_once("\"GET ").unwrap();
            let (address, rest) = rest.split_once(" HTTP/1.1\" ").unwrap();
            let status = rest.split(' ').next().unwrap().parse().unwrap();
            *found.entry((address.to_owned(), status)).or_default() += 1;
        }
        found
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn made_pictures_are_taken_from_the_live_site_if_they_are_whole() {
    let files = [("p.jpg", fixture!("turned-6.jpg"))];
    let site = site("pictures: { widths: [24, 48] }\n", "", &files);
    site.build(&NOW);
    let first = published(&site);
    let live = site.root.join("live");
    copy_tree(&site.root.join("public"), &live);
    fs::remove_dir_all(live.join(".dateline")).ok();
    let of_width = |width: &str| {
        let mut names = first.keys();
        names.find(|n| n.ends_with(width)).unwrap().clone()
    };
    // One that can only come from there, one that is none, and one that is not there.
    let poor = Recipe {
        quality: 10,
        ..WHOLE
    };
    let (whole, broken) = (fixture!("turned-6.jpg"), b"<!DOCTYPE html>");
    let theirs = derive(whole, &[(poor, 24)]).unwrap().remove(0);
    let mut names: Vec<String> = first
        .keys()
        .filter(|n| n.ends_with(".24.jpg"))
        .cloned()
        .collect();
    names.retain(|name| {
        let own = &first[name];
        dateline::picture::size(own) == dateline::picture::size(&theirs)
    });
    let day = live.join("2024/01/18");
    fs::write(day.join(&names[0]), &theirs).unwrap();
    fs::write(day.join(of_width(".48.jpg")), broken).unwrap();
    let lacking = first
        .keys()
        .rfind(|n| **n != names[0] && n.ends_with(".24.jpg"));
    fs::remove_file(day.join(lacking.unwrap())).unwrap();
    fs::create_dir(site.root.join("host")).unwrap();
    fs::rename(&live, site.root.join("host/live")).unwrap();
    for folder in ["public", ".dateline"] {
        fs::remove_dir_all(site.root.join(folder)).unwrap();
    }
    let host = Host::start(&site.root.join("host"), "=404");
    let from = format!("http://127.0.0.1:{}/", host.port);
    site.build(&[NOW[0], NOW[1], "--pictures-from", &from]);
    let asked = host.asked();
    assert_eq!(asked.len(), first.len(), "{asked:?}");
    assert!(asked.values().all(|times| *times == 1), "{asked:?}");
    assert_eq!(asked.keys().filter(|(_, status)| *status == 404).count(), 1);
    let mut second = published(&site);
    assert_eq!(
        second.insert(names[0].clone(), first[&names[0]].clone()),
        Some(theirs)
    );
    assert!(second == first, "what is missing or broken there is made");
}

#[test]
fn a_host_that_answers_everything_with_a_page_gives_no_pictures() {
    let files = [("p.jpg", fixture!("turned-6.jpg"))];
    let site = site("pictures: { widths: [24, 48] }\n", "", &files);
    fs::create_dir_all(site.root.join("host/live")).unwrap();
    fs::write(site.root.join("host/live/index.html"), "<!DOCTYPE html>").unwrap();
    let host = Host::start(&site.root.join("host"), "/index.html");
    let from = format!("http://127.0.0.1:{}", host.port);
    site.build(&[NOW[0], NOW[1], "--pictures-from", &from]);
    let made = published(&site);
    assert_eq!(host.asked().len(), made.len());
    // Nor does one that is not there stop anything.
    for folder in ["public", ".dateline"] {
        fs::remove_dir_all(site.root.join(folder)).unwrap();
    }
    site.build(&[NOW[0], NOW[1], "--pictures-from", &from]);
    assert!(published(&site) == made);
}
