//! Findings: what is reported, with its evidence and its fixes. Plain data.

use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// How much a finding matters, least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A remark.
    Hint,
    /// A note.
    Information,
    /// Nine in ten are right.
    Warning,
    /// Raised by the house only.
    Error,
}

impl Severity {
    /// All, least first.
    pub const ALL: [Severity; 4] = [
        Severity::Hint,
        Severity::Information,
        Severity::Warning,
        Severity::Error,
    ];

    /// The word of configuration and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        Severity::ALL
            .into_iter()
            .find(|v| v.as_str() == s)
            .ok_or_else(|| format!("`{s}` is no severity: hint, information, warning or error"))
    }
}

/// What a passage does to what the draft says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Says the same.
    Supports,
    /// Says something else of the same thing.
    Differs,
    /// Says something beside it: other holder, other time, a part of it.
    Qualifies,
}

impl Relation {
    /// The word of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Relation::Supports => "supports",
            Relation::Differs => "differs",
            Relation::Qualifies => "qualifies",
        }
    }
}

/// What a finding rests on: some words of a source or of the draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// The document it stands in, as the user named it.
    pub path: PathBuf,
    /// Byte range in that file: the words that count (the figure, the name).
    pub span: Span,
    /// What it does.
    pub relation: Relation,
    /// The sentence around it, blanks folded.
    pub excerpt: String,
    /// Who says it, where that is known.
    pub holder: Option<String>,
}

/// A change of some bytes of the draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Byte range of the draft.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

/// One way to mend a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What the menu shows: "Replace with 13,000".
    pub title: String,
    /// The one to take where several are offered.
    pub preferred: bool,
    /// Safe to apply without looking: a malformed number, a garble or altered quotation on which all sources agree.
    pub safe: bool,
    /// Non-overlapping edits of the draft.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A preferred fix of one place, not safe to apply unseen.
    pub fn replace(title: impl Into<String>, span: Span, text: impl Into<String>) -> Fix {
        Fix {
            title: title.into(),
            preferred: true,
            safe: false,
            edits: vec![Edit {
                span,
                text: text.into(),
            }],
        }
    }
}

/// One problem in a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The rule's code.
    pub code: &'static str,
    /// As configured for the rule, or as the rule lowered it.
    pub severity: Severity,
    /// One sentence that carries the evidence itself.
    pub message: String,
    /// Byte range of the draft.
    pub span: Span,
    /// Other places of the same problem in the draft (a name garbled five times is one finding).
    pub also: Vec<Span>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// How to mend it, preferred first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// The evidence that stands elsewhere than the finding itself in the draft at `path`: what is worth showing below it.
    pub fn evidence_elsewhere(&self, path: &Path) -> impl Iterator<Item = &Evidence> {
        let own = move |e: &&Evidence| !(e.span == self.span && e.path == path);
        self.evidence.iter().filter(own)
    }

    /// Moves it with its block, which began at one place of the draft and now begins at another.
    pub fn shift(&mut self, from: usize, to: usize, draft: &Path) {
        if from == to {
            return;
        }
        let spans = std::iter::once(&mut self.span).chain(&mut self.also);
        let edits = self.fixes.iter_mut().flat_map(|f| &mut f.edits);
        let own = self.evidence.iter_mut().filter(|e| e.path == draft);
        let all = (spans.chain(edits.map(|e| &mut e.span))).chain(own.map(|e| &mut e.span));
        for span in all {
            *span = span.moved(from, to);
        }
    }
}

/// Who says what about one fact of the draft: what a hover shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spread {
    /// Byte range of the fact in the draft.
    pub span: Span,
    /// What was compared, and why it counts as the same: "boats torn from their moorings".
    pub subject: String,
    /// One row a passage, strongest support first.
    pub rows: Vec<SpreadRow>,
}

/// One row of a [`Spread`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpreadRow {
    /// The value, name or words as the source has them.
    pub value: String,
    /// Where, by whom, and whether it agrees.
    pub evidence: Evidence,
    /// Anything more that tells this row apart: "in March", "of them new".
    pub note: Option<String>,
}
