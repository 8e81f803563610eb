//! One file a method. `turn` runs on the main loop and changes the state; `answer` runs beside it on a snapshot.

pub(super) mod code_action;
pub(super) mod code_lens;
pub(super) mod completion;
pub(super) mod definition;
pub(super) mod did_change;
pub(super) mod did_change_configuration;
pub(super) mod did_change_watched_files;
pub(super) mod did_change_workspace_folders;
pub(super) mod did_close;
pub(super) mod did_open;
pub(super) mod did_save;
pub(super) mod document_highlight;
pub(super) mod document_link;
pub(super) mod document_symbol;
pub(super) mod evidence;
pub(super) mod execute_command;
mod fact_at;
pub(super) mod hover;
pub(super) mod initialize;
pub(super) mod inlay_hint;
mod looked_at;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod symbol;
pub(super) mod text;
