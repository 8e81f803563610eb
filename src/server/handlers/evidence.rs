//! `backread/evidence`, a request of our own: the figure, name or quotation at a position, and every passage that speaks of it.

use super::fact_at::Fact;
use super::looked_at::{LookedAt, looked_at};
use crate::engine::{Spread, SpreadRow};
use crate::facts::document::fold_blanks;
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use serde::Serialize;
use tower_lsp::lsp_types::Location;

/// The answer; null where no fact stands.
#[derive(Serialize)]
pub(in crate::server) struct Evidence {
    /// Where the fact stands in the draft.
    range: to_lsp::Place,
    /// Its words, as the draft has them.
    text: String,
    /// "figure", "name", "quotation", or null where only a comparison knows it.
    kind: Option<&'static str>,
    /// What was compared: "troops sent by the north". Without a comparison, what the fact is.
    subject: String,
    /// One a passage, strongest support first.
    rows: Vec<Row>,
}

/// One passage.
#[derive(Serialize)]
struct Row {
    /// The value, name or words as the source has them.
    value: String,
    /// Who says it.
    holder: Option<String>,
    /// "supports", "differs" or "qualifies".
    relation: &'static str,
    /// Anything more that tells this passage apart.
    note: Option<String>,
    /// The document as the configuration names it.
    source: String,
    /// Where the words stand; null where the document went away since.
    location: Option<Location>,
    /// The sentence around them.
    excerpt: String,
}

pub(in crate::server) fn answer(snapshot: &Snapshot, offset: usize) -> Option<Evidence> {
    let at = looked_at(snapshot, offset)?;
    let span = at.fact_span()?;
    let LookedAt { spread, fact, .. } = at;
    let kind = fact.as_ref().map(|f| match f.fact {
        Fact::Figure(_) => "figure",
        Fact::Name(..) => "name",
        Fact::Quotation(_) => "quotation",
    });
    let label = || fact.as_ref().map(|f| f.label(&snapshot.checked().facts));
    let (subject, rows) = match spread {
        Some(Spread { subject, rows, .. }) => (subject, rows),
        None => (label().unwrap_or_default(), Vec::new()),
    };
    Some(Evidence {
        range: to_lsp::place(snapshot, span),
        text: fold_blanks(span.of(&snapshot.document().text)),
        kind,
        subject,
        rows: rows.into_iter().map(|r| row(snapshot, r)).collect(),
    })
}

fn row(snapshot: &Snapshot, row: SpreadRow) -> Row {
    Row {
        location: to_lsp::location(snapshot, &row.evidence),
        value: row.value,
        relation: row.evidence.relation.as_str(),
        note: row.note,
        source: row.evidence.path.to_string_lossy().into_owned(),
        holder: row.evidence.holder,
        excerpt: row.evidence.excerpt,
    }
}
