//! What the client is asked to watch on disk.

use super::global_state::GlobalState;
use crate::config;
use std::collections::BTreeSet;
use tower_lsp::lsp_types::notification::{DidChangeWatchedFiles, Notification};
use tower_lsp::lsp_types::request::{RegisterCapability, UnregisterCapability};
use tower_lsp::lsp_types::*;

/// The name of the registration.
const ID: &str = "backread/watch";

/// What is watched now.
#[derive(Default)]
pub(super) struct Watch {
    folders: BTreeSet<Url>,
    registered: bool,
}

impl GlobalState {
    /// Asks the client to watch configurations and all folders of sources, where it can and where that is news.
    pub fn watch(&mut self) {
        if !self.client.watches_files {
            return;
        }
        let folders: BTreeSet<Url> = (self.homes.keys())
            .flat_map(|key| key.places())
            .filter_map(|place| Url::from_file_path(place).ok())
            .collect();
        if self.watched.registered && self.watched.folders == folders {
            return;
        }
        if self.watched.registered {
            self.outbox
                .request::<UnregisterCapability>(UnregistrationParams {
                    unregisterations: vec![Unregistration {
                        id: ID.into(),
                        method: DidChangeWatchedFiles::METHOD.into(),
                    }],
                });
        }
        let mut patterns: Vec<GlobPattern> = [config::FILE_NAME, config::IGNORE_FILE_NAME]
            .map(|name| GlobPattern::String(format!("**/{name}")))
            .into();
        for folder in &folders {
            patterns.push(if self.client.watches_anywhere {
                GlobPattern::Relative(RelativePattern {
                    base_uri: OneOf::Right(folder.clone()),
                    pattern: "**".into(),
                })
            } else {
                GlobPattern::String(format!("{}/**", folder.path()))
            });
        }
        let watchers = patterns
            .into_iter()
            .map(|glob_pattern| FileSystemWatcher {
                glob_pattern,
                kind: None,
            })
            .collect();
        let options = DidChangeWatchedFilesRegistrationOptions { watchers };
        self.outbox
            .request::<RegisterCapability>(RegistrationParams {
                registrations: vec![Registration {
                    id: ID.into(),
                    method: DidChangeWatchedFiles::METHOD.into(),
                    register_options: serde_json::to_value(options).ok(),
                }],
            });
        self.watched = Watch {
            folders,
            registered: true,
        };
    }
}
