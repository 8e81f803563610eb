//! `textDocument/didClose`.

use crate::server::global_state::GlobalState;
use tower_lsp::lsp_types::DidCloseTextDocumentParams;

pub(in crate::server) fn turn(state: &mut GlobalState, params: &DidCloseTextDocumentParams) {
    let uri = &params.text_document.uri;
    state.documents.remove(uri);
    state.snapshots.remove(uri);
    state.publisher.clear(&state.outbox, uri);
}
