//! `textDocument/definition`: from a fact of the draft to the strongest evidence for it.

use crate::finding::Evidence;
use crate::server::snapshot::Snapshot;
use crate::server::{from_lsp, to_lsp};
use crate::text::Span;
use tower_lsp::lsp_types::{GotoDefinitionResponse, LocationLink, Position};

pub(in crate::server) fn answer(
    snapshot: &Snapshot,
    position: Position,
) -> Option<GotoDefinitionResponse> {
    if !snapshot.is_draft() {
        return None;
    }
    let encoding = snapshot.client.encoding;
    let offset = from_lsp::offset(snapshot.document(), position, encoding);
    let (span, evidence) = strongest(snapshot, offset)?;
    let target = to_lsp::location(snapshot, &evidence)?;
    Some(if snapshot.client.definition_links {
        GotoDefinitionResponse::Link(vec![LocationLink {
            origin_selection_range: Some(to_lsp::range(snapshot.document(), span, encoding)),
            target_uri: target.uri,
            target_range: target.range,
            target_selection_range: target.range,
        }])
    } else {
        GotoDefinitionResponse::Scalar(target)
    })
}

/// What is compared knows best; else what a finding at the place rests on.
fn strongest(snapshot: &Snapshot, offset: usize) -> Option<(Span, Evidence)> {
    let checked = snapshot.checked();
    if let Some(spread) = snapshot.engine.spread_at(checked, offset)
        && let Some(row) = spread.rows.into_iter().next()
    {
        return Some((spread.span, row.evidence));
    }
    (checked.findings.iter())
        .filter(|f| f.span.contains(offset))
        .find_map(|f| Some((f.span, f.evidence.first()?.clone())))
}
