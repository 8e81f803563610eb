//! What is wrong in a configuration file, and where.

use crate::text::{Encoding, LineIndex, Span};
use std::fmt;
use std::path::PathBuf;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProblemKind {
    /// The file cannot be read, or is no TOML: nothing in it holds.
    Unreadable,
    /// One key is unknown or has a wrong value: the rest of the file holds.
    Entry,
}

/// One problem of a configuration file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// How bad it is.
    pub kind: ProblemKind,
    /// Byte range in the file.
    pub span: Span,
    /// Line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Problem {
    /// A problem at a span of a file's text.
    pub fn at(path: PathBuf, text: &str, kind: ProblemKind, span: Span, message: String) -> Self {
        let at = LineIndex::new(text).position(text, span.start, Encoding::Utf32);
        Problem {
            path,
            kind,
            span,
            line: at.line + 1,
            column: at.character + 1,
            message,
        }
    }
}

impl Problem {
    /// A file that cannot be used at all.
    pub fn whole(path: PathBuf, message: String) -> Self {
        Problem {
            path,
            kind: ProblemKind::Unreadable,
            span: Span::default(),
            line: 0,
            column: 0,
            message,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.message)
    }
}
