//! How much a template may make, and how long it may take.
//!
//! The template engine has no limits of its own: a loop within a loop runs for hours, and one that
//! prints nothing never comes to a place where it could be ended. So the templates of a site's own
//! theme are drawn by a thread that can be left behind; the built-in ones end, and are drawn where
//! they are asked for.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use tera::{Context, ErrorKind, Tera};

/// How large a page may be, in bytes.
pub(crate) const LARGEST_PAGE: usize = 64 * 1024 * 1024;

/// How long a page may take.
///
/// It is the time that its thread ran, if the system reports that: a machine that has other work to
/// do must not make a build fail that passed yesterday. Tests wait for it, too.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 2 } else { 20 });

/// How much memory the process may come to take while a page is drawn, in bytes, beyond what it
/// took at the start.
const MOST_MEMORY: u64 = 1024 * 1024 * 1024;

/// How often a page that is not done is looked at. Nearly all are done before.
const PERIOD: Duration = Duration::from_millis(100);

/// Why there is no page.
#[derive(Debug)]
pub(super) enum Fault {
    /// The template is faulty.
    Template(tera::Error),
    /// It makes more than [`LARGEST_PAGE`].
    Size,
    /// It takes longer than [`LONGEST`]; its thread is left behind.
    Time,
    /// It takes more than [`MOST_MEMORY`]; its thread is left behind.
    Memory,
}

/// Draws a page here.
pub(super) fn draw(tera: &Tera, template: &str, context: &Context) -> Result<Vec<u8>, Fault> {
    let mut page = Bounded(Vec::with_capacity(16 * 1024));
    match tera.render_to(template, context, &mut page) {
        Ok(()) => Ok(page.0),
        Err(error) if matches!(error.kind(), ErrorKind::Io(io::ErrorKind::FileTooLarge)) => {
            Err(Fault::Size)
        }
        Err(error) => Err(Fault::Template(error)),
    }
}

/// Draws a page by a thread that is left behind if it does not come to an end.
pub(super) fn draw_watched(
    tera: &Arc<Tera>,
    template: &str,
    context: Context,
) -> Result<Vec<u8>, Fault> {
    thread_local! {
        /// Each thread has one that draws for it, so that none is started for a page alone.
        static PAINTER: RefCell<Option<Painter>> = const { RefCell::new(None) };
    }
    let Some(painter) = PAINTER.take().or_else(Painter::start) else {
        return draw(tera, template, &context);
    };
    let page = painter.draw((tera.clone(), template.to_owned(), context))?;
    PAINTER.set(Some(painter));
    page
}

type Job = (Arc<Tera>, String, Context);
type Page = Result<Vec<u8>, Fault>;

struct Painter {
    jobs: Sender<Job>,
    pages: Receiver<Page>,
    thread: Arc<OnceLock<Id>>,
}

impl Painter {
    /// Starts a thread; `None` if the system has none left.
    fn start() -> Option<Painter> {
        let (jobs, given) = channel::<Job>();
        let (done, pages) = channel();
        let thread = Arc::new(OnceLock::new());
        let own = thread.clone();
        thread::Builder::new()
            .spawn(move || {
                own.get_or_init(Id::own);
                work(given, &done);
            })
            .ok()?;
        Some(Painter {
            jobs,
            pages,
            thread,
        })
    }

    /// Returns the page, or why its thread is not waited for.
    fn draw(&self, job: Job) -> Result<Page, Fault> {
        // A thread that is gone takes no job, and makes no page.
        self.jobs.send(job).ok();
        let mut first = None;
        for periods in 1.. {
            match self.pages.recv_timeout(PERIOD) {
                Ok(page) => return Ok(page),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {}
            }
            let (ran, memory) = (self.ran(periods), memory());
            let (ran_first, memory_first) = *first.get_or_insert((ran, memory));
            if ran.saturating_sub(ran_first) > LONGEST {
                return Err(Fault::Time);
            }
            if memory.saturating_sub(memory_first) > MOST_MEMORY {
                return Err(Fault::Memory);
            }
        }
        Err(Fault::Time)
    }

    /// Returns how long the thread ran, or else how long it was waited for: a process that was
    /// stopped waited once.
    fn ran(&self, periods: u32) -> Duration {
        self.thread
            .get()
            .and_then(Id::ran)
            .unwrap_or(PERIOD * periods)
    }
}

/// Draws pages until nobody asks for more, or waits for one.
fn work(jobs: Receiver<Job>, pages: &Sender<Page>) {
    for (tera, template, context) in jobs {
        let page = draw(&tera, &template, &context);
        if pages.send(page).is_err() {
            break;
        }
    }
}

/// A page that does not grow without end.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST_PAGE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A thread, as the system names it.
#[cfg(target_os = "linux")]
struct Id(rustix::thread::Pid);

#[cfg(target_os = "linux")]
impl Id {
    fn own() -> Id {
        Id(rustix::thread::gettid())
    }

    /// Returns how long the thread ran (proc(5), schedstat: the first number, in nanoseconds).
    #[expect(
        clippy::disallowed_methods,
        reason = "what the system says of the process is no file of the site"
    )]
    fn ran(&self) -> Option<Duration> {
        let times =
            std::fs::read_to_string(format!("/proc/self/task/{}/schedstat", self.0)).ok()?;
        times
            .split(' ')
            .next()?
            .parse()
            .ok()
            .map(Duration::from_nanos)
    }
}

/// Returns how much memory the process has, in bytes (proc(5), statm: the second number, in pages).
#[cfg(target_os = "linux")]
#[expect(
    clippy::disallowed_methods,
    reason = "what the system says of the process is no file of the site"
)]
fn memory() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|text| text.split(' ').nth(1)?.parse::<u64>().ok());
    pages.unwrap_or_default() * rustix::param::page_size() as u64
}

#[cfg(not(target_os = "linux"))]
struct Id;

#[cfg(not(target_os = "linux"))]
impl Id {
    fn own() -> Id {
        Id
    }

    fn ran(&self) -> Option<Duration> {
        None
    }
}

#[cfg(not(target_os = "linux"))]
fn memory() -> u64 {
    0
}
