//! How an answer is sent: all of it, a part, or that nothing has changed (RFC 9110, 13 and 14).

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use headers::{
    AcceptRanges, ContentLength, ContentRange, ETag, HeaderMapExt, IfModifiedSince, IfNoneMatch,
    IfRange, LastModified,
};
use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap};
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
    /// Stands for the content; `None` if it is not known for certain.
    tag: Option<ETag>,
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

fn tag(digest: Digest) -> Option<ETag> {
    format!("\"{}\"", digest.short(20)).parse().ok()
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
    if answer.status != StatusCode::OK {
        response
            .headers_mut()
            .typed_insert(ContentLength(whole.length));
        return Ok(response.map(|()| whole.sent));
    }
    if let Some(tag) = &whole.tag {
        response.headers_mut().typed_insert(tag.clone());
    }
    if let Some(modified) = whole.modified {
        let modified = LastModified::from(modified);
        response.headers_mut().typed_insert(modified);
    }
    if is_as_it_was(headers, whole.tag.as_ref(), whole.modified) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Ok(response.map(|()| Sent::Bytes(Bytes::new())));
    }
    response.headers_mut().typed_insert(AcceptRanges::bytes());
    let range = match part(headers, whole.length, whole.tag.as_ref(), whole.modified) {
        Part::Whole => 0..whole.length,
        Part::Range(range) => {
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            if let Ok(range) = ContentRange::bytes(range.clone(), whole.length) {
                response.headers_mut().typed_insert(range);
            }
            range
        }
        Part::Beyond => {
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            let range = ContentRange::unsatisfied_bytes(whole.length);
            response.headers_mut().typed_insert(range);
            0..0
        }
    };
    let length = ContentLength(range.end - range.start);
    response.headers_mut().typed_insert(length);
    let sent = cut(whole.sent, range)?;
    Ok(response.map(|()| sent))
}

/// Returns true if a browser has the answer already (RFC 9110, 13.1: a tag counts before a time).
fn is_as_it_was(headers: &HeaderMap, tag: Option<&ETag>, modified: Option<SystemTime>) -> bool {
    if let Some(known) = headers.typed_get::<IfNoneMatch>() {
        return tag.is_some_and(|tag| !known.precondition_passes(tag));
    }
    match (headers.typed_get::<IfModifiedSince>(), modified) {
        (Some(since), Some(modified)) => !since.is_modified(modified),
        _ => false,
    }
}

/// The part of an answer that is asked for.
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
    modified: Option<SystemTime>,
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
