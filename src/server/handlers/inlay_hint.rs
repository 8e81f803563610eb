//! `textDocument/inlayHint`: behind each figure, how many sources agree. Off unless the editor's settings ask for it.

use super::code_lens::label;
use crate::server::snapshot::Snapshot;
use crate::server::to_lsp;
use crate::text::Span;
use tower_lsp::lsp_types::InlayHint;

pub(in crate::server) fn answer(snapshot: &Snapshot, within: Span) -> Vec<InlayHint> {
    let silent = snapshot.engine.dossier.is_empty();
    if !snapshot.is_draft() || !snapshot.editor.inlay_hints || silent {
        return Vec::new();
    }
    let figures = snapshot.engine.figures(snapshot.checked());
    (figures.iter())
        .filter(|figure| within.contains(figure.span.start) || within.end == figure.span.end)
        .map(|figure| to_lsp::hint_behind(snapshot, figure.span, label(figure)))
        .collect()
}
