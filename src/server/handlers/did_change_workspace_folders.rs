//! `workspace/didChangeWorkspaceFolders`: each folder has settings and drafts of its own.

use crate::server::from_lsp;
use crate::server::global_state::GlobalState;
use std::path::PathBuf;
use tower_lsp::lsp_types::{DidChangeWorkspaceFoldersParams, WorkspaceFolder};

pub(in crate::server) fn turn(state: &mut GlobalState, params: &DidChangeWorkspaceFoldersParams) {
    let paths = |folders: &[WorkspaceFolder]| -> Vec<PathBuf> {
        folders.iter().map(|f| from_lsp::path(&f.uri)).collect()
    };
    let removed = paths(&params.event.removed);
    state.folders.retain(|f| !removed.contains(f));
    for added in paths(&params.event.added) {
        if !state.folders.contains(&added) {
            state.folders.push(added);
        }
    }
    state.read_settings();
    // Settings of the folder hold for documents with a file too; those without one live in the first folder.
    state.find_homes();
    state.ask_for_settings();
    state.ask_to_look_again();
}
