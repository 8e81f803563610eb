//! `textDocument/didClose`.

use crate::config;
use crate::server::from_lsp;
use crate::server::global_state::GlobalState;
use tower_lsp::lsp_types::DidCloseTextDocumentParams;

pub(in crate::server) fn turn(state: &mut GlobalState, params: &DidCloseTextDocumentParams) {
    let uri = &params.text_document.uri;
    if let Some(document) = state.documents.remove(uri) {
        document.leave();
    }
    state.snapshots.remove(uri);
    state.publisher.clear(&state.outbox, uri);
    state.release(uri);
    state.pulls.forget(uri);
    // Its sources and the problems of its configuration go with it; nobody waits for its home any more.
    state.forget_homes();
    state.forget_problems();
    state.watch();
    state.release_workspace();
    // A configuration counts as it is on disk again.
    let path = from_lsp::path(uri);
    if config::is_configuration(&path) {
        state.close_written(&path);
        state.files_changed(&[path]);
    }
}
