//! What the house decides about a draft, written down in its configuration files by way of the client, so that it works in
//! every editor: a spelling accepted, a spelling made the house's, a finding ignored.
//!
//! A decision holds at once, although editors leave the file unsaved: what the client was told to write counts until the
//! file on the disk is another one.

use super::adapter::Reply;
use super::global_state::GlobalState;
use super::snapshot::address;
use super::to_lsp;
use crate::config::{self, Discovered, Ignored, Unsaved, edit};
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::lsp_types::notification::ShowMessage;
use tower_lsp::lsp_types::request::ApplyWorkspaceEdit;
use tower_lsp::lsp_types::*;

/// The protocol's code for a request that was understood and could not be done.
const REQUEST_FAILED: i64 = -32803;

/// The files that keep what is decided.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct DecisionFiles {
    configuration: PathBuf,
    ignored: PathBuf,
}

impl DecisionFiles {
    /// The files that were found, else new ones beside the sources.
    pub fn new(discovered: &Discovered) -> DecisionFiles {
        let file = |found: &Option<PathBuf>, name| {
            found
                .clone()
                .unwrap_or_else(|| discovered.settings.root.join(name))
        };
        DecisionFiles {
            configuration: file(&discovered.file, config::FILE_NAME),
            ignored: file(&discovered.ignore_file, config::IGNORE_FILE_NAME),
        }
    }
}

/// Something decided.
pub(super) enum Decision {
    /// A spelling is right.
    Accept(String),
    /// A spelling is the house's, in place of another one.
    House { house: String, replaced: String },
    /// A finding is not to be seen again.
    Ignore(Ignored),
}

impl Decision {
    fn file<'f>(&self, files: &'f DecisionFiles) -> &'f Path {
        match self {
            Decision::Ignore(_) => &files.ignored,
            Decision::Accept(_) | Decision::House { .. } => &files.configuration,
        }
    }

    /// The text of its file with the decision in it.
    fn written_into(&self, text: &str) -> Result<String, String> {
        match self {
            Decision::Accept(name) => edit::accept(text, name).map_err(|e| e.to_string()),
            Decision::House { house, replaced } => {
                edit::house_style(text, house, replaced).map_err(|e| e.to_string())
            }
            Decision::Ignore(ignored) => {
                config::ignore::add(text, ignored).map_err(|e| e.message().to_owned())
            }
        }
    }
}

/// What the client was told to write, by file.
#[derive(Default)]
pub(super) struct Written(HashMap<PathBuf, Writing>);

/// What is written into one file.
struct Writing {
    /// The text before, where there was a file.
    before: Option<String>,
    /// The text since.
    after: String,
    /// Whether the client said that it did so.
    done: bool,
}

impl GlobalState {
    /// Texts of configuration files that hold although they may not be on the disk.
    pub fn unsaved_texts(&self) -> Unsaved {
        (self.written.0.iter())
            .map(|(file, writing)| (file.clone(), writing.after.clone()))
            .collect()
    }

    /// Files changed on the disk: what was to be written there is there now, or something else is.
    pub fn forget_written(&mut self, files: &[PathBuf]) {
        let documents = &self.documents;
        let open = |file: &Path| documents.get(&address(file)?).map(|d| d.text.to_string());
        self.written.0.retain(|file, writing| {
            if !files.contains(file) {
                return true;
            }
            let on_disk = std::fs::read_to_string(file).ok();
            let before = &writing.before;
            // An editor makes a new file empty before it is saved.
            let as_before =
                on_disk == *before || before.is_none() && on_disk.as_deref() == Some("");
            // Written in the editor, taken back there and saved, the file is as before too.
            let taken_back = writing.done && open(file).is_some_and(|text| Some(text) == on_disk);
            as_before && !taken_back
        });
    }

    /// An editor that closes a file without saving it throws away what was to be written there.
    pub fn close_written(&mut self, file: &Path) {
        self.written.0.remove(file);
    }

    /// Writes down what was decided about a document, by way of the client where it can.
    pub fn decide(&mut self, uri: &Url, decision: &Decision, reply: Reply<Option<Value>>) {
        let outcome = self.try_to_decide(uri, decision);
        reply.send(outcome.map(|()| None).map_err(failed));
    }

    fn try_to_decide(&mut self, uri: &Url, decision: &Decision) -> Result<(), String> {
        let document = self.documents.get(uri);
        let document = document.ok_or_else(|| format!("{uri} is not open"))?;
        let files = (document.decisions.as_ref())
            .ok_or("the document has no folder yet: save it, or open a folder, first")?;
        let file = decision.file(files).to_path_buf();
        let address = address(&file).ok_or_else(|| format!("{} has no address", file.display()))?;
        let open = self.documents.get(&address);
        // A small file, and the next decision must find what this one writes: not worth a job beside the main loop.
        let on_disk = std::fs::read_to_string(&file).ok();
        let before = (open.map(|d| d.text.to_string()))
            .or_else(|| {
                self.written
                    .0
                    .get(&file)
                    .map(|writing| writing.after.clone())
            })
            .or_else(|| on_disk.clone());
        let text = before.clone().unwrap_or_default();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let after = (decision.written_into(&text)).map_err(|why| format!("{name}: {why}"))?;
        if after == text {
            return Ok(());
        }
        if !self.client.applies_edits {
            std::fs::write(&file, after).map_err(|why| format!("{name}: {why}"))?;
            self.show(MessageType::INFO, format!("wrote {}", file.display()));
            self.files_changed(&[file]);
            return Ok(());
        }
        let change = edit::difference(&text, &after);
        let version = open.map(|d| d.version);
        let edit = to_lsp::file_edit(&address, version, before.as_deref(), change, &self.client);
        let former = self.written.0.insert(
            file.clone(),
            Writing {
                before: on_disk,
                after,
                done: false,
            },
        );
        self.find_homes();
        let params = ApplyWorkspaceEditParams {
            label: Some(format!("Write {name}")),
            edit,
        };
        self.ask::<ApplyWorkspaceEdit>(params, move |state, answer| {
            if answer.as_ref().is_some_and(|a| a.applied) {
                if let Some(writing) = state.written.0.get_mut(&file) {
                    writing.done = true;
                }
                return;
            }
            match former {
                Some(former) => state.written.0.insert(file.clone(), former),
                None => state.written.0.remove(&file),
            };
            state.find_homes();
            let why = answer.and_then(|a| a.failure_reason).unwrap_or_default();
            let file = file.display();
            state.show(
                MessageType::ERROR,
                format!("the editor did not change {file} {why}"),
            );
        });
        Ok(())
    }

    /// Shows the user a message.
    pub fn show(&self, typ: MessageType, message: String) {
        let message = message.trim_end().to_owned();
        self.outbox
            .notify::<ShowMessage>(ShowMessageParams { typ, message });
    }
}

/// The error of a request that could not be done.
pub(super) fn failed(why: impl Into<String>) -> Error {
    Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: why.into().into(),
        data: None,
    }
}
