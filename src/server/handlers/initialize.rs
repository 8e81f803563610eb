//! `initialize`: what both sides can do.

use crate::server::capabilities::{self, Client};
use crate::server::from_lsp;
use crate::server::global_state::GlobalState;
use std::sync::Arc;
use tower_lsp::lsp_types::{InitializeParams, InitializeResult, ServerInfo};

pub(in crate::server) fn turn(
    state: &mut GlobalState,
    params: InitializeParams,
) -> InitializeResult {
    let name = params.client_info.as_ref().map_or("", |c| &c.name);
    let client = Client::new(&params.capabilities, name);
    let capabilities = capabilities::of_server(&client);
    state.client = Arc::new(client);
    // A client may have no folder at all: then each document stands for itself.
    let folders = params.workspace_folders.unwrap_or_default();
    state.folders = if folders.is_empty() {
        params.root_uri.iter().map(from_lsp::path).collect()
    } else {
        folders.iter().map(|f| from_lsp::path(&f.uri)).collect()
    };
    state.trace.set(params.trace.unwrap_or_default());
    state.settings_sent(&params.initialization_options.unwrap_or_default());
    InitializeResult {
        capabilities,
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
        }),
    }
}
