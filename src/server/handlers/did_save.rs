//! `textDocument/didSave`: a saved source or configuration changes what drafts are held against. Clients that watch files
//! say so twice; reading again is cheap, and nothing is published that did not change.

use crate::server::from_lsp;
use crate::server::global_state::GlobalState;
use tower_lsp::lsp_types::DidSaveTextDocumentParams;

pub(in crate::server) fn turn(state: &mut GlobalState, params: &DidSaveTextDocumentParams) {
    state.left_the_word(&params.text_document.uri);
    state.files_changed(&[from_lsp::path(&params.text_document.uri)]);
}
