//! `textDocument/didChange`.

use crate::server::global_state::GlobalState;
use tower_lsp::lsp_types::DidChangeTextDocumentParams;

pub(in crate::server) fn turn(state: &mut GlobalState, params: &DidChangeTextDocumentParams) {
    let uri = &params.text_document.uri;
    let Some(document) = state.documents.get_mut(uri) else {
        tracing::warn!("{uri} was changed but is not open");
        return;
    };
    document.apply(
        params.text_document.version,
        &params.content_changes,
        &state.client,
    );
    state.refresh(uri);
}
