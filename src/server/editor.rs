//! The editor's own settings, of the session and of each folder of the workspace: sent at the start, pushed, or asked for.
//! What `backread.toml` says stands above them.

use super::from_lsp;
use super::global_state::GlobalState;
use crate::config::{self, Settings};
use crate::rules;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types::notification::{DidChangeConfiguration, Notification, ShowMessage};
use tower_lsp::lsp_types::request::{RegisterCapability, WorkspaceConfiguration};
use tower_lsp::lsp_types::*;

/// The section under which editors keep the settings.
const SECTION: &str = "backread";

/// The settings of one editor for one folder.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct EditorSettings {
    /// What has a place in `backread.toml` too.
    pub configuration: Arc<Settings>,
    /// Whether the support of each figure is shown behind it.
    pub inlay_hints: bool,
    /// Whether the figures are counted at the top.
    pub code_lens: bool,
}

impl Default for EditorSettings {
    fn default() -> EditorSettings {
        EditorSettings {
            configuration: Arc::default(),
            inlay_hints: false,
            code_lens: true,
        }
    }
}

/// All settings of the session.
#[derive(Default)]
pub(super) struct Editor {
    /// As they were sent or pushed: read anew for each folder, since paths in them are relative to it.
    sent: Value,
    /// What the client said when it was asked, of each folder; of the session under no folder.
    asked: HashMap<Option<PathBuf>, Value>,
    read: HashMap<Option<PathBuf>, EditorSettings>,
    /// What was wrong in them, as the user was told.
    told: Vec<String>,
}

/// The settings in a value, bare or in their section; `None` where it has none. A section that is empty says that nothing
/// is set any more, an empty value says nothing.
fn section(value: &Value) -> Option<&Value> {
    match value.get(SECTION) {
        Some(own) => own.is_object().then_some(own),
        None => (value.as_object())
            .filter(|own| !own.is_empty())
            .map(|_| value),
    }
}

/// Reads settings that hold for a folder; what is wrong is told, the rest holds.
fn read(value: &Value, folder: Option<&Path>) -> (EditorSettings, Vec<String>) {
    let mut out = EditorSettings::default();
    let mut problems = Vec::new();
    let mut rest = value.clone();
    for (key, field) in [
        ("inlayHints", &mut out.inlay_hints),
        ("codeLens", &mut out.code_lens),
    ] {
        match rest.as_object_mut().and_then(|map| map.shift_remove(key)) {
            Some(Value::Bool(on)) => *field = on,
            None | Some(Value::Null) => {}
            Some(_) => problems.push(format!("`{key}` takes true or false")),
        }
    }
    let read = config::read_value(&rest, &rules::codes());
    problems.extend(read.problems.into_iter().map(|p| p.message));
    let mut settings = read.settings;
    settings.root = PathBuf::new();
    if let Some(folder) = folder {
        settings.root = folder.to_path_buf();
        let absolute = |pattern: &mut String| {
            *pattern = folder.join(&*pattern).to_string_lossy().into_owned();
        };
        // A project's file may lie elsewhere; these paths stay relative to the folder that is open.
        settings.sources.iter_mut().for_each(absolute);
        settings.drafts.iter_mut().for_each(absolute);
        settings
            .trust
            .iter_mut()
            .for_each(|(path, _)| absolute(path));
    }
    out.configuration = Arc::new(settings);
    (out, problems)
}

impl GlobalState {
    /// Settings that the client sent by itself. They replace those that it sent before.
    pub fn settings_sent(&mut self, settings: &Value) {
        if let Some(own) = section(settings) {
            self.editor.sent = own.clone();
            self.editor.asked.clear();
        }
        self.read_settings();
    }

    /// Asks for the settings of every folder, where the client can tell them.
    pub fn ask_for_settings(&mut self) {
        if !self.client.tells_settings {
            return;
        }
        let scopes: Vec<Option<PathBuf>> = std::iter::once(None)
            .chain(self.folders.iter().cloned().map(Some))
            .collect();
        let items = (scopes.iter())
            .map(|scope| ConfigurationItem {
                scope_uri: scope.as_ref().and_then(|s| Url::from_file_path(s).ok()),
                section: Some(SECTION.into()),
            })
            .collect();
        self.ask::<WorkspaceConfiguration>(ConfigurationParams { items }, |state, answer| {
            for (scope, value) in scopes.into_iter().zip(answer.unwrap_or_default()) {
                match section(&value) {
                    Some(own) => state.editor.asked.insert(scope, own.clone()),
                    None => state.editor.asked.remove(&scope),
                };
            }
            state.read_settings();
        });
    }

    /// Has the client say when settings change, where it waits to be asked.
    pub fn watch_settings(&mut self) {
        if self.client.tells_settings && self.client.registers_settings {
            self.outbox
                .request::<RegisterCapability>(RegistrationParams {
                    registrations: vec![Registration {
                        id: "backread/settings".into(),
                        method: DidChangeConfiguration::METHOD.into(),
                        register_options: None,
                    }],
                });
        }
    }

    /// Reads what was sent and asked for, for each folder; documents whose settings changed find their home again.
    pub fn read_settings(&mut self) {
        let scopes: Vec<Option<PathBuf>> = std::iter::once(None)
            .chain(self.folders.iter().cloned().map(Some))
            .collect();
        let mut all = HashMap::new();
        let mut problems = Vec::new();
        for scope in scopes {
            let asked = self.editor.asked.get(&scope);
            let value = asked
                .or(self.editor.asked.get(&None))
                .unwrap_or(&self.editor.sent);
            // Paths of the session are relative to the first folder: there is no other.
            let folder = scope
                .as_deref()
                .or(self.folders.first().map(PathBuf::as_path));
            let (settings, wrong) = match value.is_object() {
                true => read(value, folder),
                false => Default::default(),
            };
            problems.extend(wrong);
            all.insert(scope, settings);
        }
        problems.sort();
        problems.dedup();
        if problems != self.editor.told && !problems.is_empty() {
            self.outbox.notify::<ShowMessage>(ShowMessageParams {
                typ: MessageType::WARNING,
                message: format!("backread settings: {}", problems.join("; ")),
            });
        }
        self.editor.told = problems;
        if all != self.editor.read {
            self.editor.read = all;
            let open: Vec<Url> = self.documents.keys().cloned().collect();
            for uri in &open {
                self.find_home(uri);
            }
            self.ask_to_look_again();
        }
    }

    /// The editor's settings for a document.
    pub fn settings_for(&self, uri: &Url) -> EditorSettings {
        let path = from_lsp::path(uri);
        let folder = match uri.scheme() {
            "file" => self.workspace_folder_of(&path),
            _ => self.folders.first(),
        };
        self.settings_in(folder.map(PathBuf::as_path))
    }

    /// The editor's settings for a folder of the workspace.
    pub fn settings_in(&self, folder: Option<&Path>) -> EditorSettings {
        let own = self.editor.read.get(&folder.map(Path::to_path_buf));
        own.or(self.editor.read.get(&None))
            .cloned()
            .unwrap_or_default()
    }

    /// The folder of the workspace in which a file lies: the innermost.
    pub fn workspace_folder_of(&self, path: &Path) -> Option<&PathBuf> {
        (self.folders.iter())
            .filter(|folder| path.starts_with(folder))
            .max_by_key(|folder| folder.components().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_are_found_in_their_section_or_bare() {
        for (value, found) in [
            (json!({"backread": {"sources": []}}), true),
            (json!({"sources": []}), true),
            (json!({"backread": {}}), true),
            (json!({"backread": null}), false),
            (json!({}), false),
            (json!(null), false),
            (json!([]), false),
        ] {
            assert_eq!(section(&value).is_some(), found, "{value}");
        }
    }

    #[test]
    fn what_an_editor_alone_can_set_is_read_beside_the_rest() {
        let value =
            json!({"inlayHints": true, "codeLens": false, "sources": ["wire"], "sorces": []});
        let (settings, problems) = read(&value, Some(Path::new("/desk")));
        assert!(settings.inlay_hints && !settings.code_lens);
        assert_eq!(settings.configuration.sources, ["/desk/wire"]);
        assert_eq!(problems, ["unknown key `sorces`; did you mean `sources`?"]);
        let (settings, problems) = read(&json!({"inlayHints": "yes"}), None);
        assert_eq!(settings, EditorSettings::default());
        assert_eq!(problems, ["`inlayHints` takes true or false"]);
    }
}
