//! `textDocument/didOpen`.

use crate::server::documents::OpenDocument;
use crate::server::from_lsp;
use crate::server::global_state::GlobalState;
use tower_lsp::lsp_types::DidOpenTextDocumentParams;

pub(in crate::server) fn turn(state: &mut GlobalState, params: DidOpenTextDocumentParams) {
    let item = params.text_document;
    let mut document = OpenDocument::new(from_lsp::path(&item.uri), &item);
    // A client that opens twice means the newer text; a check under way is of the older.
    if let Some(before) = state.documents.get(&item.uri) {
        document.generation = before.generation;
        document.checking = before.checking;
    }
    state.documents.insert(item.uri.clone(), document);
    state.refresh(&item.uri);
    state.find_home(&item.uri);
}
