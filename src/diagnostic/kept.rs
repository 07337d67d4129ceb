//! A warning as it is kept with the document that it is about, so that its file is not read again
//! for it.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::base::path::SitePath;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Span};

/// A warning of one file, without its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    #[serde(serialize_with = "write_code", deserialize_with = "read_code")]
    code: Code,
    /// First byte, and the byte after the last.
    at: (u32, u32),
    /// The same of each other place.
    also: Box<[(u32, u32)]>,
    args: Box<[(Cow<'static, str>, String)]>,
    hints: Box<[Cow<'static, str>]>,
    fix: Box<[Edit]>,
}

impl Kept {
    /// Makes the form to keep of a problem of `file`; `None` if it is an error, or if more has to
    /// be known of it than this file.
    pub fn of(problem: &Diagnostic, file: &SitePath) -> Option<Kept> {
        let span = problem.span.as_ref()?;
        let mut spans = problem.also.iter().chain([span]);
        if problem.is_error() || problem.entry.is_some() || spans.any(|s| s.file != *file) {
            return None;
        }
        Some(Kept {
            code: problem.code,
            at: (span.start, span.end),
            also: problem.also.iter().map(|s| (s.start, s.end)).collect(),
            args: problem.args.as_slice().into(),
            hints: problem.hints.as_slice().into(),
            fix: problem.fix.as_slice().into(),
        })
    }

    /// Returns true if it is none that can be kept: then a damaged cache brought it.
    pub fn is_error(&self) -> bool {
        self.code.is_error()
    }

    /// Makes the problem of `file` again.
    pub fn problem(&self, file: &SitePath) -> Diagnostic {
        Diagnostic {
            args: self.args.to_vec(),
            also: self.also.iter().map(|at| span(file, *at)).collect(),
            hints: self.hints.to_vec(),
            fix: self.fix.to_vec(),
            ..Diagnostic::new(self.code, span(file, self.at))
        }
    }
}

fn span(file: &SitePath, (start, end): (u32, u32)) -> Span {
    Span {
        file: file.clone(),
        start,
        end,
    }
}

fn write_code<S: Serializer>(code: &Code, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.id)
}

fn read_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
    let id = <Cow<'_, str>>::deserialize(deserializer)?;
    Code::of(&id).ok_or_else(|| de::Error::custom("no such code"))
}
