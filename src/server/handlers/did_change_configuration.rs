//! `workspace/didChangeConfiguration`, and the same settings at `initialize`.

use crate::config;
use crate::rules;
use crate::server::global_state::GlobalState;
use serde_json::Value;
use std::sync::Arc;
use tower_lsp::lsp_types::notification::LogMessage;
use tower_lsp::lsp_types::{DidChangeConfigurationParams, LogMessageParams, MessageType, Url};

pub(in crate::server) fn turn(state: &mut GlobalState, params: DidChangeConfigurationParams) {
    let before = state.editor_settings.clone();
    take(state, &params.settings);
    if state.editor_settings != before {
        let open: Vec<Url> = state.documents.keys().cloned().collect();
        for uri in open {
            state.find_home(&uri);
        }
    }
}

/// Takes settings as the editor has them: under "backread", or bare.
pub(super) fn take(state: &mut GlobalState, settings: &Value) {
    let own = settings.get("backread").unwrap_or(settings);
    if !own.is_object() {
        return;
    }
    let read = config::read_value(own, &rules::codes());
    for problem in &read.problems {
        state.outbox.notify::<LogMessage>(LogMessageParams {
            typ: MessageType::WARNING,
            message: format!("backread settings: {}", problem.message),
        });
    }
    let mut settings = read.settings;
    if let Some(folder) = state.folders.first() {
        settings.root.clone_from(folder);
    }
    state.editor_settings = Arc::new(settings);
}
