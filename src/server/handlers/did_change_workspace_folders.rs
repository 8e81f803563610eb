//! `workspace/didChangeWorkspaceFolders`.

use crate::server::from_lsp;
use crate::server::global_state::GlobalState;
use std::path::PathBuf;
use tower_lsp::lsp_types::{DidChangeWorkspaceFoldersParams, Url};

pub(in crate::server) fn turn(state: &mut GlobalState, params: DidChangeWorkspaceFoldersParams) {
    let paths = |folders: &[tower_lsp::lsp_types::WorkspaceFolder]| -> Vec<PathBuf> {
        folders.iter().map(|f| from_lsp::path(&f.uri)).collect()
    };
    let removed = paths(&params.event.removed);
    state.folders.retain(|f| !removed.contains(f));
    state.folders.extend(paths(&params.event.added));
    // Documents with a file have their home by where it lies; others by the workspace.
    let unsaved: Vec<Url> = (state.documents.keys())
        .filter(|uri| uri.scheme() != "file")
        .cloned()
        .collect();
    for uri in unsaved {
        state.find_home(&uri);
    }
}
