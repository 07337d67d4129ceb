//! Messages from and to the editor, over standard input and output.
//!
//! The length of a message is limited: nothing is read of one that declares more, and memory is
//! taken only for bytes that are there.

use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, bounded};
use serde_json::Value;

use super::message::Heard;

/// The most bytes of a message: a text of the site many times over.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The most bytes of the lines before a message.
const LONGEST_HEAD: u64 = 4096;

/// Reason for which a message could not be read, or written.
#[derive(Debug)]
pub enum Fault {
    /// The pipe broke.
    Pipe(io::Error),
    /// The bytes are no message.
    Form(Form),
}

/// Reason for which bytes are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The lines before it do not give its length, in one number.
    Head,
    /// It is longer than any message is.
    Long,
    /// It ends before its time.
    Short,
}

impl Form {
    /// Returns the name of its message.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Form::Head => "reason-message-head",
            Form::Long => "reason-message-long",
            Form::Short => "reason-message-short",
        }
    }
}

impl Fault {
    /// Makes the fault of a pipe that broke before its time.
    fn early() -> Fault {
        Fault::Pipe(io::ErrorKind::BrokenPipe.into())
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Pipe(error)
    }
}

/// Reads a message; `None` if the editor has gone.
pub fn read(input: &mut impl BufRead) -> Result<Option<Heard>, Fault> {
    let Some(length) = length(input)? else {
        return Ok(None);
    };
    let mut text = Vec::new();
    input.take(length).read_to_end(&mut text)?;
    if (text.len() as u64) < length {
        return Err(Fault::Form(Form::Short));
    }
    Ok(Some(Heard::of(&text)))
}

/// Reads the lines before a message, and returns its length; `None` at the end.
fn length(input: &mut impl BufRead) -> Result<Option<u64>, Fault> {
    let head = Fault::Form(Form::Head);
    let mut left = input.take(LONGEST_HEAD);
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if left.read_until(b'\n', &mut line)? == 0 {
            return if length.is_none() && left.limit() == LONGEST_HEAD {
                Ok(None)
            } else {
                Err(head)
            };
        }
        let Some(line) = line
            .strip_suffix(b"\r\n")
            .and_then(|line| std::str::from_utf8(line).ok())
        else {
            return Err(head);
        };
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':') else {
            return Err(head);
        };
        if name.eq_ignore_ascii_case("Content-Length") {
            let value = value.trim();
            let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
            if !is_number || length.is_some() {
                return Err(head);
            }
            length = Some(
                value
                    .parse()
                    .ok()
                    .filter(|length| *length <= LONGEST)
                    .ok_or(Fault::Form(Form::Long))?,
            );
        }
    }
    length.map(Some).ok_or(head)
}

/// Both ends of the talk.
pub(super) struct Pipe {
    /// What the editor says; it ends when the editor has gone.
    pub(super) receiver: Receiver<Heard>,
    /// What is said to it.
    pub(super) sender: Sender<Value>,
    pub(super) threads: Threads,
}

/// The threads that read and write.
pub(super) struct Threads {
    reader: JoinHandle<Result<(), Fault>>,
    writer: JoinHandle<io::Result<()>>,
}

/// Starts to talk over standard input and output.
pub(super) fn open() -> io::Result<Pipe> {
    // One message waits at most: an editor that sends faster than it is answered has to wait
    // itself.
    let (incoming, receiver) = bounded(0);
    let (sender, outgoing) = bounded::<Value>(0);
    let reader = thread::Builder::new()
        .name("read".to_owned())
        .spawn(move || {
            let mut input = io::stdin().lock();
            while let Some(heard) = read(&mut input)? {
                let is_last = heard.is_last();
                if incoming.send(heard).is_err() || is_last {
                    break;
                }
            }
            Ok(())
        })?;
    let writer = thread::Builder::new()
        .name("write".to_owned())
        .spawn(move || {
            let mut output = io::stdout().lock();
            outgoing
                .into_iter()
                .try_for_each(|message| write(&mut output, &message))
        })?;
    Ok(Pipe {
        receiver,
        sender,
        threads: Threads { reader, writer },
    })
}

fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

impl Threads {
    /// Waits until all is read and written.
    pub(super) fn join(self) -> Result<(), Fault> {
        self.reader.join().unwrap_or_else(|_| Err(Fault::early()))?;
        let written = self.writer.join().map_err(|_| Fault::early())?;
        written.map_err(Fault::Pipe)
    }
}
