//! Files that change while a build runs: what is published was there, and the next build puts
//! everything right.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use dateline::base::progress::Progress;
use dateline::edition::{Edition, Options};
use dateline::publish::{self, Stop};
use dateline::site::Visibility;

use crate::support::{self, ATTACKED, Dice, Folder, SECRET, Site, assert_same};

/// Files of a site that may change, each in a few versions of one size.
const FILES: [&str; 6] = [
    "content/news/a.md",
    "content/news/b.md",
    "content/news/f1.txt",
    "content/news/f2.txt",
    "content/news/p.bmp",
    "themes/own/assets/own.txt",
];

/// Returns a version of a file, which says in all its parts which it is.
fn version(path: &str, n: usize) -> Vec<u8> {
    let number = format!("v{n}v");
    if path.ends_with(".md") {
        let links = "[一](f1.txt)[二](f2.txt)![图](p.bmp)";
        return format!("---\ntitle: 题{number}\ndate: 2024-01-18\nsummary: 要{number}\n---\n文{number}{links}\n")
            .into();
    }
    let head: &[u8] = if path.ends_with(".bmp") { BMP } else { b"" };
    [head, format!("{path} {number} ").repeat(20).as_bytes()].concat()
}

/// The head of a picture of 2 × 1 pixels, in a form that is published as it is.
const BMP: &[u8] = b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x01\0\0\0";

fn site() -> Site {
    let site = Site::new(&[("content/site.yaml", ATTACKED)]);
    FILES
        .iter()
        .for_each(|path| site.write(path, version(path, 0)));
    site
}

fn options() -> Options {
    // 2024-02-01 in Shanghai.
    Options {
        visibility: Visibility {
            now: 1_706_745_600,
            ..Visibility::default()
        },
        ..Options::default()
    }
}

/// Publishes an edition; returns the codes of the problems that stopped it.
fn publish(site: &Site, edition: &Edition) -> Vec<&'static str> {
    let output = site.at("public");
    let record = publish::record_of(&site.root, &output, None);
    match publish::publish(
        edition,
        publish::Options {
            output: &output,
            record: &record,
            shard: None,
            clock: "option",
            allows_removals: true,
            progress: &(),
            fetch: &|_| None,
        },
    ) {
        Ok(_) => Vec::new(),
        Err(Stop::Problems(problems)) => problems.iter().map(|p| p.code.id).collect(),
        Err(Stop::Failure(failure)) => panic!("{failure:?}"),
    }
}

#[test]
fn what_changes_between_a_look_and_its_copy_stops_the_build() {
    let outside = Folder::new();
    let secret = outside.path().join("secret");
    fs::write(&secret, SECRET).unwrap();
    let same = outside.path().join("same");
    let path = "content/news/f1.txt";
    fs::write(&same, version(path, 0)).unwrap();
    type Change<'a> = &'a dyn Fn(&Site);
    let changes: [(Change<'_>, &str); 7] = [
        (&|site| site.write(path, version(path, 1)), "E0005"),
        (&|site| site.write(path, ""), "E0005"),
        (
            &|site| site.write(path, [version(path, 0), b"more".to_vec()].concat()),
            "E0005",
        ),
        (&|site| site.link(path, &secret), "E0003"),
        (&|site| site.link(path, &same), "E0003"),
        (&|site| site.remove(path), "E0002"),
        (
            &|site| site.link(path, site.at("content/news/f2.txt")),
            "E0005",
        ),
    ];
    for (i, (change, code)) in changes.into_iter().enumerate() {
        let site = site();
        let edition = Edition::open(&site.root, &options()).unwrap();
        assert!(edition.problems.is_empty());
        change(&site);
        assert_eq!(publish(&site, &edition), [code], "change {i}");
        assert!(site.public().is_empty(), "change {i}");
        // And where there is something published already, it stays.
        fs::remove_file(site.at(path)).ok();
        site.write(path, version(path, 0));
        site.build(&[]);
        let whole = site.public();
        fs::remove_file(site.at("public/2024/01/18/f1.txt")).unwrap();
        let edition = Edition::open(&site.root, &options()).unwrap();
        change(&site);
        assert_eq!(publish(&site, &edition), [code], "change {i}");
        assert!(!site.at("public/2024/01/18/f1.txt").exists(), "change {i}");
        fs::remove_file(site.at(path)).ok();
        site.write(path, version(path, 0));
        site.build(&[]);
        assert_same(&site.public(), &whole);
    }
}

/// Changes files between the walk and the reading.
struct Between<'a> {
    change: &'a (dyn Fn() + Sync),
    is_done: AtomicBool,
}

impl Progress for Between<'_> {
    fn stage(&self, name: &'static str, _: usize) {
        if name == "read" && !self.is_done.swap(true, Ordering::Relaxed) {
            (self.change)();
        }
    }

    fn step(&self) {}
}

#[test]
fn a_file_that_is_swapped_and_swapped_back_is_not_remembered_for_the_other() {
    for path in [
        "content/news/a.md",
        "content/news/f1.txt",
        "content/news/p.bmp",
    ] {
        for is_folder in [false, true] {
            let site = site();
            // The two versions, which nothing touches again: all that changes is the way to them.
            let aside = |n: usize| site.root.join(format!("aside/{n}"));
            for n in [0, 1] {
                fs::create_dir_all(aside(n)).unwrap();
                for path in FILES
                    .iter()
                    .filter(|path| path.starts_with("content/news/"))
                {
                    fs::write(aside(n).join(&path[13..]), version(path, n)).unwrap();
                }
            }
            let lead = |n: usize| match is_folder {
                true => site.link("content/news", aside(n)),
                false => site.link(path, aside(n).join(&path[13..])),
            };
            if is_folder {
                fs::remove_dir_all(site.at("content/news")).unwrap();
            }
            lead(0);
            // What was changed a moment ago is never believed; the files have to be older than
            // that.
            settle(&site.root.join("aside"));
            let between = Between {
                change: &|| lead(1),
                is_done: AtomicBool::new(false),
            };
            let edition = Edition::open_watched(&site.root, &options(), &between).unwrap();
            assert!(between.is_done.into_inner());
            lead(0);
            publish::keep(&edition, &site.root);
            publish(&site, &edition);
            drop(edition);
            let edition = Edition::open(&site.root, &options()).unwrap();
            assert_eq!(publish(&site, &edition), [""; 0], "{path} {is_folder}");
            let fresh = self::site();
            publish(&fresh, &Edition::open(&fresh.root, &options()).unwrap());
            assert_same(&site.public(), &fresh.public());
        }
    }
}

/// Makes the files of a folder too old for a change to hide behind their times: the times of this
/// disk go on meanwhile.
fn settle(folder: &Path) {
    use std::os::unix::fs::MetadataExt;
    let newest = || {
        support::files(folder)
            .iter()
            .map(|(_, path)| {
                let found = fs::metadata(path).unwrap();
                found.ctime() * 1_000_000_000 + found.ctime_nsec()
            })
            .max()
            .unwrap()
    };
    let newest = newest();
    let probe = folder.parent().unwrap().join("probe");
    loop {
        fs::write(&probe, "x").unwrap();
        let found = fs::metadata(&probe).unwrap();
        if found.ctime() * 1_000_000_000 + found.ctime_nsec() > newest + 100_000_000 {
            return fs::remove_file(probe).unwrap();
        }
        std::thread::yield_now();
    }
}

/// How many versions of a file there are.
const VERSIONS: usize = 3;

/// Changes one file in one of the ways in which files change.
fn change(site: &Site, secret: &Path, dice: &mut Dice) {
    let path = FILES[dice.below(FILES.len())];
    let bytes = version(path, dice.below(VERSIONS));
    let place = site.at(path);
    let new = site.root.parent().unwrap().join("new");
    match dice.below(6) {
        0 => site.link(path, secret),
        1 => drop(
            fs::File::options()
                .write(true)
                .open(&place)
                .and_then(|file| file.set_len(0)),
        ),
        2 => {
            // As an editor does that writes a file where it is; never through a link.
            if !place.is_symlink() {
                fs::write(place, bytes).unwrap();
            }
        }
        _ => {
            fs::write(&new, bytes).unwrap();
            fs::rename(new, place).unwrap();
        }
    }
}

/// Checks that everything published is a version that was there, and one throughout.
#[track_caller]
fn assert_was_there(site: &Site) {
    for (name, bytes) in site.public() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(SECRET), "{name} is from outside");
        let file = name.rsplit('/').next().unwrap();
        if let Some(path) = FILES
            .iter()
            .find(|path| path.ends_with(&format!("/{file}")))
        {
            let is_version = (0..VERSIONS).any(|n| bytes == version(path, n));
            assert!(is_version || bytes.is_empty(), "{name} never was: {text}");
        }
        if name.ends_with("/a.html") || name.ends_with("/b.html") {
            let number = |sign: &str| {
                text.split_once(sign)
                    .and_then(|(_, rest)| rest.chars().next())
            };
            assert!(
                number("<title>题v").is_some() && number("<title>题v") == number("文v"),
                "{name} is a mixture: {text}"
            );
        }
    }
}

/// Changes files while builds run, and holds each of them to what was there.
fn storm(seed: u64, builds: usize) {
    let outside = Folder::new();
    let secret = outside.path().join("secret");
    fs::write(&secret, SECRET.repeat(40)).unwrap();
    let site = site();
    let start = Instant::now();
    site.build(&[]);
    let usual = start.elapsed();
    let mut dice = Dice(seed);
    let mut good = 0;
    for build in 0..builds {
        // The changes come at moments spread over the build; when exactly is of no matter.
        let pauses: Vec<Duration> = (0..dice.below(4))
            .map(|_| usual * u32::try_from(dice.below(100)).unwrap() / 200)
            .collect();
        let (ours, run) = (&mut dice, &site);
        let run = std::thread::scope(|scope| {
            let child = scope.spawn(|| run.run(&["build"]));
            for pause in pauses {
                let start = Instant::now();
                while start.elapsed() < pause {
                    std::thread::yield_now();
                }
                change(&site, &secret, ours);
            }
            child.join().unwrap()
        });
        assert!(
            matches!(run.status, 0 | 1),
            "seed {seed}, build {build}: {run}"
        );
        good += usize::from(run.status == 0);
        let (changed, is_again) = (
            run.stderr.contains("E0005"),
            run.stderr.contains("再生成一次"),
        );
        assert!(
            is_again || !changed,
            "a change meanwhile is no reason to give up at once: {run}"
        );
        assert_was_there(&site);
        // Now and then all is well again, so that not all builds fail for the same file.
        if dice.below(2) == 0 {
            for path in FILES {
                let new = site.root.parent().unwrap().join("new");
                fs::write(&new, version(path, dice.below(VERSIONS))).unwrap();
                fs::rename(new, site.at(path)).unwrap();
            }
        }
    }
    assert!(
        good > builds / 10,
        "only {good} of {builds} builds went well"
    );
    for path in FILES {
        fs::remove_file(site.at(path)).unwrap();
        site.write(path, version(path, 1));
    }
    site.build(&[]);
    assert_same(&site.public(), &site.fresh(&[]));
}

#[test]
fn whatever_changes_during_a_build_what_is_published_was_there() {
    storm(1, 100);
}

#[test]
fn whatever_changes_during_a_build_the_next_one_puts_it_right() {
    storm(2, 100);
}
