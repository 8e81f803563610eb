//! `workspace/didChangeWatchedFiles`.

use crate::server::from_lsp;
use crate::server::global_state::GlobalState;
use std::path::PathBuf;
use tower_lsp::lsp_types::DidChangeWatchedFilesParams;

pub(in crate::server) fn turn(state: &mut GlobalState, params: &DidChangeWatchedFilesParams) {
    let files: Vec<PathBuf> = (params.changes.iter())
        .map(|change| from_lsp::path(&change.uri))
        .collect();
    state.files_changed(&files);
}
