//! Homes: a configuration with the sources it names. Found and loaded beside the main loop, shared by the documents that
//! live there, swapped whole.

use super::from_lsp;
use super::global_state::GlobalState;
use super::pool::Lane;
use super::to_lsp;
use super::watch;
use crate::config::{self, Discovered, Problem, Settings, SourceSet};
use crate::engine::Engine;
use crate::rules;
use crate::sources::load;
use crate::text::{Document, Encoding};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types::notification::ShowMessage;
use tower_lsp::lsp_types::{Diagnostic, MessageType, ShowMessageParams, Url};

/// What tells homes apart.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct HomeKey {
    /// The configuration file.
    file: Option<PathBuf>,
    /// The sources.
    set: SourceSet,
}

/// How far the sources of a home are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Loading {
    /// Nothing is under way.
    Done,
    /// They are being read.
    UnderWay,
    /// They are being read, and have changed since.
    Again,
}

/// A configuration with its sources.
pub(super) struct Home {
    /// What documents are checked with; its dossier is empty until the first loading is over.
    pub engine: Engine,
    /// The real paths of the sources.
    pub files: Arc<HashSet<PathBuf>>,
    settings: Arc<Settings>,
    loading: Loading,
    /// What could not be loaded, as the user was told.
    told: Vec<String>,
}

impl Home {
    /// Whether its sources are being read for the first time, so that nothing can be held against them yet.
    pub fn is_pending(&self) -> bool {
        self.loading != Loading::Done && self.engine.dossier.is_empty()
    }
}

/// What was found for a document.
pub(super) struct Found {
    discovered: Discovered,
    key: HomeKey,
    front_matter: Vec<String>,
    real_path: Option<PathBuf>,
    problems: Vec<(Url, Vec<Diagnostic>)>,
}

/// What came of loading.
struct Loaded {
    engine: Engine,
    files: HashSet<PathBuf>,
    errors: Vec<String>,
    /// The files as they were before they were read.
    state: watch::State,
}

impl GlobalState {
    /// Looks for the configuration of a document, beside the main loop.
    pub fn find_home(&mut self, uri: &Url) {
        let Some(document) = self.documents.get(uri) else {
            return;
        };
        let (text, format) = (document.text.clone(), document.format);
        let path = document.path.clone();
        let on_disk = uri.scheme() == "file";
        let folder = self.folder_for(uri);
        let (editor, client) = (self.editor_settings.clone(), self.client.clone());
        let (turns, uri) = (self.turns.clone(), uri.clone());
        self.pool.spawn(Lane::Request, "find home", move || {
            let codes = rules::codes();
            let discovered = match (on_disk, folder) {
                (true, _) => config::discover(&path, &codes),
                (false, Some(folder)) => config::discover_in(&folder, &codes),
                (false, None) => Discovered::default(),
            };
            let document = Document::new(path.clone(), text.to_string(), format);
            let front_matter = document.metadata.sources.clone();
            let discovered = under(discovered, &editor);
            let found = Found {
                key: HomeKey {
                    file: discovered.file.clone(),
                    set: discovered.sources_of(&path, &front_matter),
                },
                front_matter,
                real_path: path.canonicalize().ok(),
                problems: problems(&discovered, client.encoding),
                discovered,
            };
            turns.send("home found", move |s| s.home_found(&uri, found));
        });
    }

    fn home_found(&mut self, uri: &Url, found: Found) {
        for (file, diagnostics) in found.problems {
            // What is open in the editor shows the problems of its text there.
            if !self.documents.contains_key(&file) {
                self.publisher
                    .publish(&self.outbox, &file, None, diagnostics);
            }
        }
        let Some(document) = self.documents.get_mut(uri) else {
            return;
        };
        document.home = Some(found.key.clone());
        document.front_matter = found.front_matter;
        document.real_path = found.real_path;
        let settings = Arc::new(found.discovered.settings);
        let known = self.homes.get_mut(&found.key);
        match known {
            Some(home) if home.settings == settings => {}
            Some(home) => {
                home.settings = settings.clone();
                home.engine.settings = settings;
                self.load(&found.key);
            }
            None => {
                let engine = Engine {
                    settings: settings.clone(),
                    dossier: Arc::default(),
                };
                let home = Home {
                    engine,
                    files: Arc::default(),
                    settings,
                    loading: Loading::Done,
                    told: Vec::new(),
                };
                self.homes.insert(found.key.clone(), home);
                self.load(&found.key);
            }
        }
        self.refresh(uri);
        self.watch();
    }

    /// Reads the sources of a home again, beside the main loop.
    pub fn load(&mut self, key: &HomeKey) {
        let Some(home) = self.homes.get_mut(key) else {
            return;
        };
        if home.loading != Loading::Done {
            home.loading = Loading::Again;
            return;
        }
        home.loading = Loading::UnderWay;
        let settings = home.settings.clone();
        let (turns, key) = (self.turns.clone(), key.clone());
        // A thread of its own: the pool stays free for drafts, and reading spreads over all cores by itself.
        let spawned = std::thread::Builder::new()
            .name("loader".into())
            .spawn(move || {
                let loaded = std::panic::catch_unwind(|| read_sources(settings, &key)).ok();
                turns.send("sources loaded", move |s| s.loaded(&key, loaded));
            });
        if let Err(error) = spawned {
            tracing::error!("sources cannot be loaded: {error}");
        }
    }

    fn loaded(&mut self, key: &HomeKey, loaded: Option<Loaded>) {
        let Some(home) = self.homes.get_mut(key) else {
            return;
        };
        let again = std::mem::replace(&mut home.loading, Loading::Done) == Loading::Again;
        if let Some(loaded) = loaded {
            tracing::info!("{} sources loaded", loaded.engine.dossier.sources().len());
            home.engine.dossier = loaded.engine.dossier;
            home.files = Arc::new(loaded.files);
            if home.told != loaded.errors && !loaded.errors.is_empty() {
                self.outbox.notify::<ShowMessage>(ShowMessageParams {
                    typ: MessageType::WARNING,
                    message: loaded.errors.join("\n"),
                });
            }
            home.told = loaded.errors;
            self.watched.were_read(loaded.state);
        }
        for uri in self.documents_of(key) {
            self.refresh(&uri);
        }
        if again {
            self.load(key);
        }
        self.watch();
    }

    /// Files changed on disk: homes of which one is a source are read again, configurations are looked for again.
    pub fn files_changed(&mut self, files: &[PathBuf]) {
        let configuration = |f: &PathBuf| {
            f.file_name()
                .is_some_and(|name| name == config::FILE_NAME || name == config::IGNORE_FILE_NAME)
        };
        if files.iter().any(configuration) {
            let open: Vec<Url> = self.documents.keys().cloned().collect();
            for uri in open {
                self.find_home(&uri);
            }
        }
        let touched: Vec<HomeKey> = (self.homes.iter())
            .filter(|(key, home)| files.iter().any(|f| home.concerns(key, f)))
            .map(|(key, _)| key.clone())
            .collect();
        for key in touched {
            self.load(&key);
        }
    }

    /// The folder of the workspace in which a document counts as lying: its own, or the first for an unsaved buffer.
    fn folder_for(&self, uri: &Url) -> Option<PathBuf> {
        if uri.scheme() == "file" {
            return from_lsp::path(uri).parent().map(Path::to_path_buf);
        }
        self.folders.first().cloned()
    }

    fn documents_of(&self, key: &HomeKey) -> Vec<Url> {
        (self.documents.iter())
            .filter(|(_, d)| d.home.as_ref() == Some(key))
            .map(|(uri, _)| uri.clone())
            .collect()
    }
}

impl HomeKey {
    /// The configuration file.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The folders under which sources may lie, and files named outright.
    pub fn places(&self) -> impl Iterator<Item = PathBuf> {
        (self.set.patterns.iter())
            .map(|p| load::fixed_part(&config::without_dots(&self.set.base.join(p))))
    }
}

impl Home {
    fn concerns(&self, key: &HomeKey, file: &Path) -> bool {
        self.files.contains(file) || key.places().any(|place| file.starts_with(place))
    }
}

/// What is wrong in the configuration files as they are on disk; a file without problems has an empty list.
fn problems(discovered: &Discovered, encoding: Encoding) -> Vec<(Url, Vec<Diagnostic>)> {
    let files = [&discovered.file, &discovered.ignore_file];
    let files = files.into_iter().flatten();
    files
        .filter_map(|file| {
            let uri = Url::from_file_path(file).ok()?;
            let text = std::fs::read_to_string(file).unwrap_or_default();
            let own: Vec<Problem> = (discovered.problems.iter())
                .filter(|p| p.path == *file)
                .cloned()
                .collect();
            Some((uri, to_lsp::problems(&own, &text, encoding)))
        })
        .collect()
}

/// The editor's settings hold where the project says nothing. Sources that were only found beside the draft give way.
fn under(mut discovered: Discovered, editor: &Settings) -> Discovered {
    if discovered.file.is_none() && !editor.sources.is_empty() {
        discovered.settings.sources.clear();
    }
    discovered.settings = discovered.settings.or(editor);
    discovered
}

fn read_sources(settings: Arc<Settings>, key: &HomeKey) -> Loaded {
    let state = watch::state_of(&key.places().collect());
    let (drafts, _) = load::expand(&settings.root, &settings.drafts);
    let (engine, errors) = Engine::open(settings, &key.set, &drafts, &|_| {});
    let files = (engine.dossier.sources().iter())
        .filter_map(|s| s.facts.document.path.canonicalize().ok())
        .collect();
    Loaded {
        engine,
        files,
        errors: errors.iter().map(ToString::to_string).collect(),
        state,
    }
}
