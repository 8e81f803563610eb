//! `textDocument/definition`: from a fact of the draft to the strongest evidence for it.

use super::looked_at::strongest;
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use tower_lsp::lsp_types::{GotoDefinitionResponse, LocationLink};

pub(in crate::server) fn answer(
    snapshot: &Snapshot,
    offset: usize,
) -> Option<GotoDefinitionResponse> {
    let (span, evidence) = strongest(snapshot, offset)?;
    let target = to_lsp::location(snapshot, &evidence)?;
    Some(if snapshot.client.definition_links {
        GotoDefinitionResponse::Link(vec![LocationLink {
            origin_selection_range: Some(to_lsp::range_of(snapshot, span)),
            target_uri: target.uri,
            target_range: target.range,
            target_selection_range: target.range,
        }])
    } else {
        GotoDefinitionResponse::Scalar(target)
    })
}
