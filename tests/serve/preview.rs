//! A preview that runs as a child, its answers and its events.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::support::{NOW, Site, dateline};

/// How long anything may take before a test fails.
const LIMIT: Duration = Duration::from_secs(20);

/// A preview that runs, and ends with the test.
pub(crate) struct Preview {
    pub(crate) child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) said: Arc<Mutex<Vec<String>>>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Preview {
    pub(crate) fn start(site: &Site) -> Preview {
        Preview::with(site, &["--port", "0"])
    }

    pub(crate) fn with(site: &Site, options: &[&str]) -> Preview {
        let mut command = dateline(&["serve", "--root"]);
        command.arg(&site.root).args(["--lang", "en"]).args(options);
        if !options.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        Preview::run(&mut command)
    }

    pub(crate) fn run(command: &mut Command) -> Preview {
        let mut child = command
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let said = Arc::new(Mutex::new(Vec::new()));
        let (lines, output) = (said.clone(), BufReader::new(child.stderr.take().unwrap()));
        std::thread::spawn(move || {
            output
                .lines()
                .map_while(Result::ok)
                .for_each(|l| lines.lock().unwrap().push(l))
        });
        let mut preview = Preview {
            child,
            address: ([127, 0, 0, 1], 0).into(),
            said,
        };
        until("the preview to be ready", || preview.says("Ready"));
        let line = preview
            .said
            .lock()
            .unwrap()
            .iter()
            .find_map(|l| l.strip_prefix("Preview: ").map(str::to_owned));
        preview.address = line
            .unwrap()
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .parse()
            .unwrap();
        preview
    }

    pub(crate) fn says(&self, text: &str) -> bool {
        self.said.lock().unwrap().iter().any(|l| l.contains(text))
    }

    /// Asks for an address, with further lines in the head of the request.
    pub(crate) fn ask(&self, method: &str, path: &str, more: &str) -> Response {
        let host = if more.to_lowercase().contains("host:") {
            String::new()
        } else {
            format!("Host: {}\r\n", self.address)
        };
        self.raw(
            format!("{method} {path} HTTP/1.1\r\n{host}{more}Connection: close\r\n\r\n").as_bytes(),
        )
    }

    /// Sends bytes and reads until the other side is done.
    pub(crate) fn raw(&self, request: &[u8]) -> Response {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let mut bytes = Vec::new();
        // What was read before a reset counts: a server may hang up on garbage.
        stream.read_to_end(&mut bytes).ok();
        Response::read(&bytes)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        self.ask("GET", path, "")
    }

    pub(crate) fn shows(&self, path: &str, text: &str) -> bool {
        self.get(path).page().contains(text)
    }

    pub(crate) fn becomes(&self, path: &str, text: &str) {
        until(&format!("{path} to show {text}"), || self.shows(path, text));
    }

    pub(crate) fn no_longer(&self, path: &str, text: &str) {
        until(&format!("{path} to show no {text}"), || {
            !self.shows(path, text)
        });
    }

    pub(crate) fn status(&self, path: &str) -> u16 {
        self.get(path).status
    }

    pub(crate) fn becomes_status(&self, path: &str, status: u16) {
        until(&format!("{path} to be {status}"), || {
            self.status(path) == status
        });
    }

    /// Listens to events as an open page does.
    pub(crate) fn listen(&self, path: &str) -> Events {
        let page = self.get(path);
        let value = |name: &str| {
            page.text()
                .split(&format!("{name}=\""))
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .to_owned()
        };
        self.listen_as(path, &value("data-print"), &value("data-panel"))
    }

    pub(crate) fn listen_as(&self, path: &str, print: &str, panel: &str) -> Events {
        let mut stream = self.connect();
        let query = format!(
            "page={}&print={print}&panel={panel}",
            path.replace('?', "%3F")
        );
        write!(
            stream,
            "GET /_desk/events?{query} HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut events = Events(BufReader::new(stream));
        events.until("retry:");
        events
    }
}

/// A stream of events.
pub(crate) struct Events(pub(crate) BufReader<TcpStream>);

impl Events {
    /// Reads up to a line that starts like this, and returns all lines read.
    pub(crate) fn until(&mut self, start: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            let n = self
                .0
                .read_line(&mut line)
                .unwrap_or_else(|e| panic!("no {start} after {lines:?}: {e}"));
            assert!(n > 0, "no {start} after {lines:?}");
            lines.push(line.trim_end().to_owned());
            if line.starts_with(start) {
                return lines;
            }
        }
    }

    /// Reads the next event of this name, and returns its data.
    pub(crate) fn event(&mut self, name: &str) -> String {
        self.until(&format!("event: {name}"));
        self.until("data:").pop().unwrap()
    }
}

pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn read(bytes: &[u8]) -> Response {
        let end = bytes
            .windows(4)
            .position(|w| w == b"\r\n\r\n")
            .unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|s| s.parse().ok())
            .unwrap_or(0);
        Response {
            status,
            head,
            body: bytes.get(end + 4..).unwrap_or_default().to_vec(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|l| l.split_once(": "));
        lines
            .into_iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, v)| v)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the body less what the preview adds.
    pub(crate) fn page(&self) -> String {
        let text = self.text();
        match (
            text.split_once("<!--dateline-live-->"),
            text.split_once("<!--/dateline-live-->"),
        ) {
            (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
            _ => text,
        }
    }

    /// Returns what the preview adds to a page.
    pub(crate) fn added(&self) -> String {
        let text = self.text();
        let (_, rest) = text
            .split_once("<!--dateline-live-->")
            .unwrap_or_else(|| panic!("nothing added: {text}"));
        rest.split_once("<!--/dateline-live-->")
            .unwrap()
            .0
            .to_owned()
    }
}

#[track_caller]
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < LIMIT, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
