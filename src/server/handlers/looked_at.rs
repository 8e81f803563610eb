//! What stands at a place of a draft: the fact, what the sources say of it, what was found there.

use super::fact_at::{FactAt, fact_at};
use crate::engine::Spread;
use crate::finding::{Evidence, Finding};
use crate::server::snapshot::Snapshot;
use crate::text::Span;

/// What stands at a place.
pub(super) struct LookedAt<'a> {
    /// Who says what, where anything is compared.
    pub spread: Option<Spread>,
    /// The fact as it was read.
    pub fact: Option<FactAt<'a>>,
    /// What was found.
    pub findings: Vec<Finding>,
}

impl LookedAt<'_> {
    /// Byte range of the fact in the draft: what is compared knows best how far it reaches.
    pub fn fact_span(&self) -> Option<Span> {
        let compared = self.spread.as_ref().map(|s| s.span);
        compared.or_else(|| self.fact.as_ref().map(|f| f.span))
    }

    /// The same, or where something was found.
    pub fn span(&self) -> Option<Span> {
        let found = || self.findings.first().map(|f| f.span);
        self.fact_span().or_else(found)
    }
}

/// Looks at an offset of a draft; `None` in what is not checked.
pub(super) fn looked_at(snapshot: &Snapshot, offset: usize) -> Option<LookedAt<'_>> {
    if !snapshot.is_draft() {
        return None;
    }
    let checked = snapshot.checked();
    Some(LookedAt {
        spread: snapshot.engine.spread_at(checked, offset),
        fact: fact_at(&checked.facts, offset),
        findings: checked.findings_at(|span| span.contains(offset)),
    })
}

/// The strongest evidence at an offset, with the place that it is about: what is compared knows best, else what a finding
/// rests on.
pub(super) fn strongest(snapshot: &Snapshot, offset: usize) -> Option<(Span, Evidence)> {
    let at = looked_at(snapshot, offset)?;
    if let Some(spread) = at.spread
        && let Some(row) = spread.rows.into_iter().next()
    {
        return Some((spread.span, row.evidence));
    }
    (at.findings.iter()).find_map(|f| Some((f.span, f.evidence.first()?.clone())))
}
