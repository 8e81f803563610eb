//! `workspace/didChangeConfiguration`: settings come along, or are to be asked for.

use crate::server::global_state::GlobalState;
use tower_lsp::lsp_types::DidChangeConfigurationParams;

pub(in crate::server) fn turn(state: &mut GlobalState, params: &DidChangeConfigurationParams) {
    state.settings_sent(&params.settings);
    state.ask_for_settings();
}
