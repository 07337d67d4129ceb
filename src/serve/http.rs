//! The server: who may ask, what is sent how. HTTP itself is hyper's.

use std::convert::Infallible;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::net::{IpAddr, TcpListener};
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use headers::{
    AcceptRanges, CacheControl, ContentLength, ContentRange, ETag, HeaderMapExt, IfModifiedSince,
    IfNoneMatch, IfRange, LastModified,
};
use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::watch as current;

use super::answer::{self, Answer, Content, Later, PATIENCE};
use super::events;
use super::state::State;
use super::target::Target;
use crate::base::digest::Digest;
use crate::source::Stamp;

/// A request has to be there in whole within this time; a connection that says nothing is closed
/// after it.
const HEAD_TIME: Duration = Duration::from_secs(15);

/// A file is read and sent in pieces of this size.
const PIECE: usize = 16 * 1024;

/// Threads that draw pages and read files. A piece of a file takes one for less than a millisecond.
const THREADS: usize = 8;

/// So many bytes wait for one reader, and a request may be so long.
const BUFFER: usize = 64 * 1024;

type Body = Either<Full<Bytes>, Channel<Bytes, io::Error>>;
type States = current::Receiver<Arc<State>>;

/// The hosts that requests may be for.
///
/// A page on some other site can make a name of its own point to this machine, and would then read
/// everything (DNS rebinding). Its requests name that host.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    /// The address that the server is bound to.
    pub(super) bound: IpAddr,
    /// Further names.
    pub(super) allowed: Vec<String>,
}

impl Hosts {
    /// Tells whether a request names one host, and one that it may be for.
    fn allow(&self, headers: &HeaderMap, uri: &hyper::Uri) -> bool {
        let mut named = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (named.next(), named.next()) else {
            return false;
        };
        let Some(host) = host
            .to_str()
            .ok()
            .and_then(|h| h.parse::<hyper::http::uri::Authority>().ok())
        else {
            return false;
        };
        self.is_ours(&host) && uri.authority().is_none_or(|a| self.is_ours(a))
    }

    fn is_ours(&self, authority: &hyper::http::uri::Authority) -> bool {
        let host = authority
            .host()
            .trim_start_matches('[')
            .trim_end_matches(']')
            .trim_end_matches('.');
        if authority.as_str().contains('@') {
            return false;
        }
        match host.parse::<IpAddr>() {
            // An address in numbers cannot be made to point elsewhere.
            Ok(ip) => {
                self.bound.is_unspecified()
                    || ip == self.bound
                    || ip.is_loopback() && self.bound.is_loopback()
            }
            Err(_) => {
                host.eq_ignore_ascii_case("localhost")
                    || self.allowed.iter().any(|a| a.eq_ignore_ascii_case(host))
            }
        }
    }
}

/// Answers requests until the process is asked to end.
pub(super) fn serve(listener: TcpListener, hosts: Hosts, states: States) -> io::Result<()> {
    allow_many_connections();
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(THREADS)
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            ended = ended() => ended,
            () = accept(listener, Arc::new(hosts), states) => Ok(()),
        }
    })?;
    // Whoever still reads has nothing to wait for.
    runtime.shutdown_background();
    Ok(())
}

/// Waits until the process is asked to end.
#[cfg(unix)]
async fn ended() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut end, mut interrupt) = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    tokio::select! {
        _ = end.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Waits until the process is asked to end.
#[cfg(not(unix))]
async fn ended() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Lets the process hold as many connections as the system allows: the usual limit is 1,024 files.
#[cfg(target_os = "linux")]
fn allow_many_connections() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // What the system refuses leaves the limit as it is.
    setrlimit(
        Resource::Nofile,
        Rlimit {
            current: limit.maximum,
            maximum: limit.maximum,
        },
    )
    .ok();
}

#[cfg(not(target_os = "linux"))]
fn allow_many_connections() {}

async fn accept(listener: tokio::net::TcpListener, hosts: Arc<Hosts>, states: States) {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(BUFFER);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many connections: some end soon.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        stream.set_nodelay(true).ok();
        let (hosts, states) = (hosts.clone(), states.clone());
        let service = service_fn(move |request| respond(request, hosts.clone(), states.clone()));
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        // Whatever is wrong with one connection is no matter of the others.
        tokio::spawn(async move { connection.await.ok() });
    }
}

async fn respond(
    request: Request<Incoming>,
    hosts: Arc<Hosts>,
    states: States,
) -> Result<Response<Body>, Infallible> {
    let target = Target {
        path: request.uri().path().to_owned(),
        query: request.uri().query().map(str::to_owned),
    };
    let refused = |status, id| refusal(&states.borrow().clone(), status, id);
    let mut response = if !hosts.allow(request.headers(), request.uri()) {
        refused(StatusCode::FORBIDDEN, "preview-other-host")
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = refused(StatusCode::METHOD_NOT_ALLOWED, "preview-method");
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        response
    } else if !is_from_here(&request, &target) {
        refused(StatusCode::FORBIDDEN, "preview-other-site")
    } else if target.path == EVENTS {
        listen(&request, &target, states)
    } else {
        page(&request, target, states).await
    };
    let headers = response.headers_mut();
    headers.typed_insert(CacheControl::new().with_no_cache());
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    if *request.method() == Method::HEAD {
        *response.body_mut() = Either::Left(Full::default());
    }
    Ok(response)
}

/// Where open pages listen.
const EVENTS: &str = "/_desk/events";

/// Returns true if a request comes from a page of the preview, or from whoever uses the browser
/// (<https://www.w3.org/TR/fetch-metadata/>; other programs do not say).
///
/// A page of another site can make a browser ask for anything. It gets no answer, and no work is
/// done for it, but for a link that somebody follows, as in a message to a colleague; to where it
/// is costly, no link leads.
fn is_from_here(request: &Request<Incoming>, target: &Target) -> bool {
    let value = |name| {
        request
            .headers()
            .get(name)
            .map_or(&b""[..], HeaderValue::as_bytes)
    };
    let is_followed = || {
        request.method() == Method::GET
            && value("sec-fetch-mode") == b"navigate"
            && value("sec-fetch-dest") == b"document"
            && target.path != EVENTS
            && target.at().is_none()
    };
    match value("sec-fetch-site") {
        // Browsers say nothing of it to an address without TLS that is not this machine's.
        b"" => request
            .headers()
            .get_all(header::ORIGIN)
            .iter()
            .all(|origin| is_own(origin, value("host"))),
        b"same-origin" | b"none" => true,
        _ => is_followed(),
    }
}

/// Returns true if an origin is that of the preview, which a request names as its host.
fn is_own(origin: &HeaderValue, host: &[u8]) -> bool {
    origin
        .as_bytes()
        .strip_prefix(b"http://")
        .is_some_and(|own| own.eq_ignore_ascii_case(host))
}

fn bytes(bytes: impl Into<Bytes>) -> Body {
    Either::Left(Full::new(bytes.into()))
}

/// Answers with a status and why, in words.
fn refusal(state: &State, status: StatusCode, id: &str) -> Response<Body> {
    // Without conditions or ranges there is nothing that could fail.
    let sent = response(answer::refused(state, status, id), &HeaderMap::new());
    sent.map_or_else(
        |_| Response::new(Either::Left(Full::default())),
        |response| response.map(Sent::start),
    )
}

fn listen(request: &Request<Incoming>, target: &Target, states: States) -> Response<Body> {
    let body = match *request.method() {
        Method::HEAD => Either::Left(Full::default()),
        _ => Either::Right(events::stream(events::Page::new(target), states)),
    };
    let mut response = Response::new(body);
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    response
}

/// Answers with a page or file; waits for the next edition where the page's text is newer than the
/// current one.
async fn page(request: &Request<Incoming>, target: Target, mut states: States) -> Response<Body> {
    let known = states.borrow().clone();
    let failed = || refusal(&known, StatusCode::INTERNAL_SERVER_ERROR, "preview-fault");
    let (mut is_last, mut waited_for) = (false, None);
    loop {
        let (state, target) = (states.borrow_and_update().clone(), target.clone());
        let turn = match target.at() {
            None => None,
            Some(_) => match state.turns.ask().await {
                None => return refusal(&state, StatusCode::SERVICE_UNAVAILABLE, "preview-busy"),
                turn => turn,
            },
        };
        let own = waited_for.take();
        let drawn = tokio::task::spawn_blocking(move || {
            // It lasts as long as the work does, also where whoever asked has gone.
            let _turn = turn;
            answer::answer(&state, &target, is_last, own)
        });
        let drawn = drawn.await;
        match drawn {
            Ok(Ok(answer)) => {
                let headers = request.headers().clone();
                let sent = tokio::task::spawn_blocking(move || response(answer, &headers)).await;
                return match sent {
                    Ok(Ok(response)) => response.map(Sent::start),
                    // A file that has gone, or become a link, since it was looked at.
                    Ok(Err(_)) => refusal(&known, StatusCode::NOT_FOUND, "preview-no-file"),
                    Err(_) => failed(),
                };
            }
            // Its edition is on its way.
            Ok(Err(Later::Stale)) => {
                tokio::time::timeout(PATIENCE, states.changed()).await.ok();
                is_last = true;
            }
            Ok(Err(Later::Busy(turns))) => waited_for = turns.acquire_owned().await.ok(),
            // A fault of the program, which was printed: others are answered all the same.
            Err(_) => return failed(),
        }
    }
}

/// What is to be sent of an answer.
enum Sent {
    Bytes(Bytes),
    /// So many bytes of a file, from where it stands, while it still is what it was.
    File(File, u64, Stamp),
}

impl Sent {
    fn start(self) -> Body {
        match self {
            Sent::Bytes(all) => bytes(all),
            Sent::File(file, length, stamp) => Either::Right(stream(file, length, stamp)),
        }
    }
}

/// Makes the response to a request with `headers`: the whole, a part, or word that it is as it was.
fn response(answer: Answer, headers: &HeaderMap) -> io::Result<Response<Sent>> {
    let Answer {
        status,
        kind,
        location,
        content,
        policy,
    } = answer;
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind);
    if let Some(location) = location {
        response = response.header(header::LOCATION, location);
    }
    if let Some(policy) = policy {
        response = response.header(header::CONTENT_SECURITY_POLICY, policy);
    }
    let (mut sent, length, digest, modified) = match content {
        Content::Bytes(all) => {
            let digest = Digest::of(&all);
            let all = Bytes::from(all);
            (
                Sent::Bytes(all.clone()),
                all.len() as u64,
                Some(digest),
                None,
            )
        }
        Content::File(edition, path, digest, stamp) => {
            let (file, found) = edition.source.reader(&path)?;
            let seconds = u64::try_from(found.modified / 1_000_000_000).unwrap_or_default();
            let modified = UNIX_EPOCH + Duration::from_secs(seconds);
            // The hash is that of what was looked at: a file that has changed since is sent without
            // a tag.
            let digest = Some(digest).filter(|_| stamp == Some(found));
            (
                Sent::File(file, found.size.bytes(), found),
                found.size.bytes(),
                digest,
                Some(modified),
            )
        }
    };
    let failed = |e: hyper::http::Error| io::Error::other(e);
    let mut response = response.body(()).map_err(failed)?;
    if status != StatusCode::OK {
        response.headers_mut().typed_insert(ContentLength(length));
        return Ok(response.map(|()| sent));
    }
    let tag = digest.and_then(|digest| format!("\"{}\"", digest.short(20)).parse::<ETag>().ok());
    if is_as_it_was(headers, tag.as_ref(), modified) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        sent = Sent::Bytes(Bytes::new());
    } else {
        response.headers_mut().typed_insert(AcceptRanges::bytes());
        let part = part(headers, length, tag.as_ref(), modified);
        let range = match part {
            Part::Whole => 0..length,
            Part::Range(range) => {
                *response.status_mut() = StatusCode::PARTIAL_CONTENT;
                if let Ok(range) = ContentRange::bytes(range.clone(), length) {
                    response.headers_mut().typed_insert(range);
                }
                range
            }
            Part::Beyond => {
                *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
                response
                    .headers_mut()
                    .typed_insert(ContentRange::unsatisfied_bytes(length));
                0..0
            }
        };
        response
            .headers_mut()
            .typed_insert(ContentLength(range.end - range.start));
        sent = cut(sent, range)?;
    }
    if let Some(tag) = tag {
        response.headers_mut().typed_insert(tag);
    }
    if let Some(modified) = modified {
        response
            .headers_mut()
            .typed_insert(LastModified::from(modified));
    }
    Ok(response.map(|()| sent))
}

/// Tells whether a browser has the answer already (RFC 9110, 13.1: a tag counts before a time).
fn is_as_it_was(
    headers: &HeaderMap,
    tag: Option<&ETag>,
    modified: Option<std::time::SystemTime>,
) -> bool {
    if let Some(known) = headers.typed_get::<IfNoneMatch>() {
        return tag.is_some_and(|tag| !known.precondition_passes(tag));
    }
    match (headers.typed_get::<IfModifiedSince>(), modified) {
        (Some(since), Some(modified)) => !since.is_modified(modified),
        _ => false,
    }
}

/// What part of an answer is asked for.
enum Part {
    Whole,
    Range(Range<u64>),
    Beyond,
}

/// Reads which part is asked for; several at once, and what is no range, are answered with the
/// whole.
fn part(
    headers: &HeaderMap,
    length: u64,
    tag: Option<&ETag>,
    modified: Option<std::time::SystemTime>,
) -> Part {
    let Some(asked) = headers.get(header::RANGE).and_then(|r| r.to_str().ok()) else {
        return Part::Whole;
    };
    let modified = modified.map(LastModified::from);
    if headers
        .typed_get::<IfRange>()
        .is_some_and(|known| known.is_modified(tag, modified.as_ref()))
    {
        return Part::Whole;
    }
    let Ok(ranges) = http_range_header::parse_range_header(asked) else {
        return Part::Whole;
    };
    match ranges.validate(length).as_deref() {
        Ok([range]) => Part::Range(*range.start()..range.end() + 1),
        Ok(_) => Part::Whole,
        Err(_) => Part::Beyond,
    }
}

fn cut(sent: Sent, range: Range<u64>) -> io::Result<Sent> {
    Ok(match sent {
        Sent::Bytes(all) => {
            let at = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(all.len());
            Sent::Bytes(all.slice(at(range.start)..at(range.end)))
        }
        Sent::File(mut file, _, stamp) => {
            file.seek(SeekFrom::Start(range.start))?;
            Sent::File(file, range.end - range.start, stamp)
        }
    })
}

/// Sends a file piece by piece. A slow reader holds one piece in memory and no thread.
fn stream(file: File, length: u64, stamp: Stamp) -> Channel<Bytes, io::Error> {
    let (mut sender, body) = Channel::new(1);
    tokio::spawn(async move {
        let (mut file, mut left) = (file, length);
        while left > 0 {
            let size = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
            let read = tokio::task::spawn_blocking(move || {
                let mut piece = vec![0; size];
                let n = file.read(&mut piece)?;
                piece.truncate(n);
                let is_same = Stamp::of(&file.metadata()?).is_some_and(|found| found.is_of(stamp));
                Ok::<_, io::Error>(is_same.then_some((file, piece)))
            });
            let piece = match read.await {
                Ok(Ok(Some((same, piece)))) if !piece.is_empty() => {
                    file = same;
                    piece
                }
                // The file has become shorter, or another: the connection ends, so that nobody
                // takes what came for the whole.
                _ => return sender.abort(io::ErrorKind::UnexpectedEof.into()),
            };
            left -= piece.len() as u64;
            if sender.send_data(Bytes::from(piece)).await.is_err() {
                return;
            }
        }
    });
    body
}
