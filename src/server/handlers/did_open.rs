//! `textDocument/didOpen`.

use crate::server::documents::OpenDocument;
use crate::server::from_lsp;
use crate::server::global_state::GlobalState;
use tower_lsp::lsp_types::DidOpenTextDocumentParams;

pub(in crate::server) fn turn(state: &mut GlobalState, params: DidOpenTextDocumentParams) {
    let item = params.text_document;
    let document = OpenDocument::new(from_lsp::path(&item.uri), &item);
    // A client that opens twice means the newer text.
    if let Some(before) = state.documents.insert(item.uri.clone(), document) {
        before.leave();
    }
    state.refresh(&item.uri);
    state.find_home(&item.uri);
}
