//! `textDocument/references`: every passage of the sources that speaks of a fact, and the draft's own mentions of a name.

use super::document_highlight::mentions;
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use tower_lsp::lsp_types::Location;

pub(in crate::server) fn answer(snapshot: &Snapshot, offset: usize) -> Vec<Location> {
    if !snapshot.is_draft() {
        return Vec::new();
    }
    let mut out: Vec<Location> = (mentions(snapshot, offset).into_iter())
        .map(|span| {
            let range = to_lsp::range_of(snapshot, span);
            Location::new(snapshot.uri.clone(), range)
        })
        .collect();
    if let Some(spread) = snapshot.engine.spread_at(snapshot.checked(), offset) {
        let rows = spread.rows.iter();
        out.extend(rows.filter_map(|row| to_lsp::location(snapshot, &row.evidence)));
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|l| seen.insert((l.uri.clone(), to_lsp::start(l))));
    out
}
