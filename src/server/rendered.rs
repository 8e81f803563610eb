//! Diagnostics as they go over the wire, a piece a problem. What neither changed nor moved since the version before is
//! taken over as it was, so that a key costs what it touches.

use super::snapshot::{Role, Snapshot};
use super::to_lsp;
use crate::engine::Checked;
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;
use tower_lsp::lsp_types::Diagnostic;

/// One diagnostic as JSON.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What is sent.
    pub json: Arc<str>,
    /// Where the problem is in the draft, and what it is: what tells it from others.
    pub at: Option<Place>,
}

/// A problem by its rule and place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    /// The rule.
    pub code: &'static str,
    /// In the text.
    pub span: Span,
    /// The line it begins in, and where in that line.
    pub start: (usize, usize),
}

impl PartialEq for Piece {
    fn eq(&self, other: &Piece) -> bool {
        Arc::ptr_eq(&self.json, &other.json) || self.json == other.json
    }
}

impl Piece {
    /// A diagnostic, and where it is.
    pub fn new(diagnostic: &Diagnostic, at: Option<Place>) -> Piece {
        let json = serde_json::to_string(diagnostic).unwrap_or_else(|error| {
            tracing::error!("a diagnostic could not be written: {error}");
            "null".into()
        });
        let json = json.into();
        Piece { json, at }
    }
}

/// All diagnostics of one version of a document.
#[derive(Default)]
pub(super) struct Rendered {
    pieces: Vec<Piece>,
    by_key: HashMap<u64, usize>,
    /// Keys are of this check: they hold as long as it is kept.
    _of: Option<Arc<Checked>>,
}

impl Rendered {
    /// Those of a snapshot; `before` are those of an earlier one.
    pub fn of(snapshot: &Snapshot, before: Option<&Rendered>) -> Rendered {
        if snapshot.role != Role::Draft {
            let found = to_lsp::diagnostics(snapshot);
            return Rendered {
                pieces: found.iter().map(|d| Piece::new(d, None)).collect(),
                ..Rendered::default()
            };
        }
        let checked = snapshot.checked();
        let mut out = Rendered {
            _of: Some(snapshot.checked_whole()),
            ..Rendered::default()
        };
        for problem in checked.problems() {
            let key = checked.key(problem);
            let span = checked.span_of(problem);
            let at = Some(Place {
                code: checked.code_of(problem),
                span,
                start: checked.place(span.start),
            });
            let kept = key.and_then(|key| {
                let before = before?;
                before.pieces.get(*before.by_key.get(&key)?)
            });
            let piece = match kept {
                Some(piece) => Piece {
                    json: piece.json.clone(),
                    at,
                },
                None => {
                    let finding = checked.finding(problem);
                    Piece::new(&to_lsp::diagnostic(snapshot, &finding), at)
                }
            };
            if let Some(key) = key {
                out.by_key.insert(key, out.pieces.len());
            }
            out.pieces.push(piece);
        }
        out
    }

    /// The diagnostics, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}
