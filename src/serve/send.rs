//! How an answer is sent: all of it, a part, or that nothing has changed (RFC 9110, 13 and 14).

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use httpdate::{fmt_http_date, parse_http_date};
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use super::answer::{Answer, Content};
use crate::base::digest::Digest;
use crate::source::Stamp;

/// Bytes of a file that are read and sent at once.
const PIECE: usize = 16 * 1024;

/// Bytes in memory, or those that are sent little by little.
pub(super) type Body = Either<Full<Bytes>, Channel<Bytes, io::Error>>;

/// The part of an answer that is to be sent.
pub(super) enum Sent {
    Bytes(Bytes),
    /// So many bytes of a file, from where it stands, while it still is what it was.
    File(File, u64, Stamp),
}

impl Sent {
    /// Starts to send.
    pub(super) fn start(self) -> Body {
        match self {
            Sent::Bytes(all) => Either::Left(Full::new(all)),
            Sent::File(file, length, stamp) => Either::Right(stream(file, length, stamp)),
        }
    }
}

/// All of an answer, before it is known which part is asked for.
struct Whole {
    sent: Sent,
    length: u64,
    /// Stands for the content, between double quotes; `None` if it is not known for certain.
    tag: Option<String>,
    modified: Option<SystemTime>,
}

impl Whole {
    fn of(content: Content) -> io::Result<Whole> {
        match content {
            Content::Bytes(all) => Ok(Whole {
                length: all.len() as u64,
                tag: tag(Digest::of(&all)),
                modified: None,
                sent: Sent::Bytes(Bytes::from(all)),
            }),
            Content::File(edition, path, digest, stamp) => {
                let (file, found) = edition.source.reader(&path)?;
                let seconds = u64::try_from(found.modified / 1_000_000_000).unwrap_or_default();
                Ok(Whole {
                    length: found.size.bytes(),
                    // The hash is that of what was looked at: a file that has changed since is sent
                    // without a tag.
                    tag: if stamp == Some(found) {
                        tag(digest)
                    } else {
                        None
                    },
                    modified: Some(UNIX_EPOCH + Duration::from_secs(seconds)),
                    sent: Sent::File(file, found.size.bytes(), found),
                })
            }
        }
    }
}

fn tag(digest: Digest) -> Option<String> {
    Some(format!("\"{}\"", digest.short(20)))
}

/// Makes the response to a request with `headers`: the whole, a part, or that nothing has changed.
pub(super) fn response(answer: Answer, headers: &HeaderMap) -> io::Result<Response<Sent>> {
    let mut response = Response::builder()
        .status(answer.status)
        .header(header::CONTENT_TYPE, answer.kind);
    if let Some(location) = answer.location {
        response = response.header(header::LOCATION, location);
    }
    if let Some(policy) = answer.policy {
        response = response.header(header::CONTENT_SECURITY_POLICY, policy);
    }
    let whole = Whole::of(answer.content)?;
    let mut response = response.body(()).map_err(io::Error::other)?;
    let own = response.headers_mut();
    if answer.status != StatusCode::OK {
        own.insert(header::CONTENT_LENGTH, whole.length.into());
        return Ok(response.map(|()| whole.sent));
    }
    if let Some(tag) = &whole.tag {
        insert(own, header::ETAG, tag);
    }
    if let Some(modified) = whole.modified {
        insert(own, header::LAST_MODIFIED, &fmt_http_date(modified));
    }
    if is_as_it_was(headers, whole.tag.as_deref(), whole.modified) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Ok(response.map(|()| Sent::Bytes(Bytes::new())));
    }
    own.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let length = whole.length;
    let range = match part(headers, length, whole.tag.as_deref(), whole.modified) {
        Part::Whole => 0..length,
        Part::Range(range) => {
            let (first, last) = (range.start, range.end - 1);
            let text = format!("bytes {first}-{last}/{length}");
            insert(own, header::CONTENT_RANGE, &text);
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            range
        }
        Part::Beyond => {
            insert(own, header::CONTENT_RANGE, &format!("bytes */{length}"));
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            0..0
        }
    };
    let length = range.end - range.start;
    let own = response.headers_mut();
    own.insert(header::CONTENT_LENGTH, length.into());
    let sent = cut(whole.sent, range)?;
    Ok(response.map(|()| sent))
}

/// Sets a header of an answer, from what we wrote ourselves.
fn insert(headers: &mut HeaderMap, name: HeaderName, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        headers.insert(name, value);
    }
}

/// Returns true if a browser has the answer already (RFC 9110, 13.1: a tag counts before a time).
fn is_as_it_was(headers: &HeaderMap, tag: Option<&str>, modified: Option<SystemTime>) -> bool {
    if headers.contains_key(header::IF_NONE_MATCH) {
        return tag.is_some_and(|tag| {
            headers
                .get_all(header::IF_NONE_MATCH)
                .iter()
                .filter_map(|value| value.to_str().ok())
                .flat_map(|value| value.split(','))
                .map(str::trim)
                // A weak tag is as good here (RFC 9110, 13.1.2).
                .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
        });
    }
    match (moment(headers, header::IF_MODIFIED_SINCE), modified) {
        (Some(since), Some(modified)) => modified <= since,
        _ => false,
    }
}

/// Reads a header that is a moment.
fn moment(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}

/// The part of an answer that is asked for.
enum Part {
    Whole,
    Range(Range<u64>),
    Beyond,
}

/// Reads which part is asked for; several at once, and what is no range, are answered with the
/// whole.
fn part(headers: &HeaderMap, length: u64, tag: Option<&str>, modified: Option<SystemTime>) -> Part {
    let Some(asked) = headers.get(header::RANGE).and_then(|r| r.to_str().ok()) else {
        return Part::Whole;
    };
    if let Some(known) = headers.get(header::IF_RANGE) {
        // A weak tag never fits, and a moment only if it is the very same (RFC 9110, 13.1.5).
        let is_tag = tag.is_some_and(|tag| known == tag);
        let is_time = modified.is_some() && moment(headers, header::IF_RANGE) == modified;
        if !is_tag && !is_time {
            return Part::Whole;
        }
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
            let start = clip(range.start, all.len());
            let end = clip(range.end, all.len());
            Sent::Bytes(all.slice(start..end))
        }
        Sent::File(mut file, _, stamp) => {
            file.seek(SeekFrom::Start(range.start))?;
            Sent::File(file, range.end - range.start, stamp)
        }
    })
}

fn clip(at: u64, length: usize) -> usize {
    usize::try_from(at).unwrap_or(length).min(length)
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
                // The file has become shorter, or a different one: the connection ends, so that
                // nobody takes what came for the whole.
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
