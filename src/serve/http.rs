//! The server: from a connection to the answer. HTTP itself is hyper's.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{Either, Full};
use hyper::body::Incoming;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::watch as current;

use super::allowed::{Hosts, allowed};
use super::answer::{self, Later, PATIENCE};
use super::events;
use super::send::{Body, Sent, response};
use super::state::State;
use super::target::Target;

/// A request has to be there in whole within this time; a connection that says nothing is closed
/// after it.
const HEAD_TIME: Duration = Duration::from_secs(15);

/// Threads that draw pages and read files: a piece of a file takes less than a millisecond.
const THREADS: usize = 8;

/// Bytes that wait for one reader, and the most that the head of a request has.
const BUFFER: usize = 64 * 1024;

type States = current::Receiver<Arc<State>>;

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
    // Those who still read have nothing to wait for.
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
        // A fault of one connection does not concern the others.
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
    let mut response = match allowed(&request, &target, &hosts) {
        Err((status, id)) => refusal(&states.borrow().clone(), status, id),
        Ok(()) if states.borrow().is_events(&target) => listen(&request, &target, states),
        Ok(()) => page(&request, target, states).await,
    };
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        let methods = HeaderValue::from_static("GET, HEAD");
        response.headers_mut().insert(header::ALLOW, methods);
    }
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
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

/// Answers with a status and the reason, as text.
fn refusal(state: &State, status: StatusCode, id: &str) -> Response<Body> {
    // Without conditions or ranges there is nothing that could fail.
    let sent = response(answer::refused(state, status, id), &HeaderMap::new());
    sent.map_or_else(
        |_| Response::new(Either::Left(Full::default())),
        |response| response.map(Sent::start),
    )
}

/// Answers a request that found a fault of the program, which was printed; the server goes on.
fn failed(state: &State) -> Response<Body> {
    refusal(state, StatusCode::INTERNAL_SERVER_ERROR, "preview-fault")
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
    // nginx, and others in front of the preview, would gather events until there are enough to send
    // (nginx, proxy_buffering).
    response.headers_mut().insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    response
}

/// Answers with a page or file; waits for the next edition if the page's text is newer than the
/// current one.
async fn page(request: &Request<Incoming>, target: Target, mut states: States) -> Response<Body> {
    let known = states.borrow().clone();
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
            // It lasts as long as the work does, even if the reader has gone.
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
                    Err(_) => failed(&known),
                };
            }
            // Its edition is on its way.
            Ok(Err(Later::Stale)) => {
                tokio::time::timeout(PATIENCE, states.changed()).await.ok();
                is_last = true;
            }
            Ok(Err(Later::Busy(turns))) => waited_for = turns.acquire_owned().await.ok(),
            Err(_) => return failed(&known),
        }
    }
}
